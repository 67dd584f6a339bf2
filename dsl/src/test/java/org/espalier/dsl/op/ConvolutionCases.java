package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.List;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.reading.Gradient;

/** Convolutions and pooling, with their gradients taken as expressions of their own. */
final class ConvolutionCases {
  private ConvolutionCases() {}

  private record Sample(String name, Windows windows, long[] image, long[] kernel) {}

  private static List<Sample> samples() {
    Windows same = Windows.of(1, Padding.SAME);
    Windows valid = Windows.of(1, Padding.VALID);
    return List.of(
        new Sample("same", same, dims(2, 4, 5, 2), dims(3, 2, 2, 3)),
        new Sample("valid", valid, dims(2, 4, 5, 2), dims(3, 2, 2, 3)),
        new Sample(
            "same stride 2, even", Windows.of(2, Padding.SAME), dims(1, 6, 4, 1), dims(3, 3, 1, 2)),
        new Sample(
            "same stride 2, odd", Windows.of(2, Padding.SAME), dims(1, 5, 7, 1), dims(3, 3, 1, 2)),
        new Sample(
            "valid stride over kernel",
            Windows.of(3, Padding.VALID),
            dims(1, 7, 8, 1),
            dims(2, 1, 1, 2)),
        new Sample(
            "same stride over kernel",
            Windows.of(3, Padding.SAME),
            dims(1, 7, 8, 1),
            dims(2, 1, 1, 2)),
        new Sample(
            "uneven strides",
            new Windows(1, 2, 1, 1, Padding.SAME),
            dims(1, 3, 5, 2),
            dims(2, 4, 2, 1)),
        new Sample("same dilated", same.dilated(2), dims(1, 6, 5, 2), dims(2, 3, 2, 2)),
        new Sample("valid dilated", valid.dilated(2), dims(1, 6, 7, 1), dims(3, 2, 1, 2)),
        new Sample("size-1 axes", same, dims(1, 1, 1, 1), dims(1, 1, 1, 1)),
        new Sample("kernel over image", same, dims(1, 2, 2, 1), dims(5, 3, 1, 2)));
  }

  private static long[] dims(long... dims) {
    return dims;
  }

  static List<OpCase> cases() {
    List<OpCase> cases = new ArrayList<>();
    for (Sample s : samples()) {
      for (boolean depthwise : new boolean[] {false, true}) {
        if (depthwise && s.windows.strideHeight() != s.windows.strideWidth()) continue;
        cases.add(
            OpCase.of(
                (depthwise ? "depthwise" : "conv2d") + " " + s.name,
                in -> Conv2d.of(in.get(0), in.get(1), s.windows, depthwise),
                OpCase.values(s.image),
                OpCase.positive(s.kernel)));
        if (s.name.equals("same") || s.name.startsWith("same stride 2")) {
          cases.add(inputGrad(s, depthwise));
          cases.add(kernelGrad(s, depthwise));
        }
      }
    }
    cases.addAll(pools());
    return cases;
  }

  private static OpCase inputGrad(Sample s, boolean depthwise) {
    return OpCase.of(
        (depthwise ? "depthwise" : "conv2d") + " input gradient " + s.name,
        in -> {
          Expr y = Conv2d.of(in.get(0), in.get(1), s.windows, depthwise).square();
          return Gradient.of(y.sum(), in.get(0));
        },
        OpCase.values(s.image),
        OpCase.positive(s.kernel));
  }

  private static OpCase kernelGrad(Sample s, boolean depthwise) {
    return OpCase.of(
        (depthwise ? "depthwise" : "conv2d") + " kernel gradient " + s.name,
        in -> {
          Expr y = Conv2d.of(in.get(0), in.get(1), s.windows, depthwise).square();
          return Gradient.of(y.sum(), in.get(1));
        },
        OpCase.values(s.image),
        OpCase.positive(s.kernel));
  }

  private static List<OpCase> pools() {
    List<OpCase> cases = new ArrayList<>();
    for (Pool2d.How how : Pool2d.How.values()) {
      for (Padding padding : Padding.values()) {
        pool(cases, new Pool2d(how, 2, 2, Windows.of(2, padding)), 2, 4, 6, 2);
        pool(cases, new Pool2d(how, 2, 3, Windows.of(2, padding)), 1, 5, 7, 1);
        pool(cases, new Pool2d(how, 3, 3, Windows.of(1, padding)), 1, 4, 3, 2);
        pool(cases, new Pool2d(how, 1, 2, Windows.of(3, padding)), 1, 7, 5, 1);
      }
    }
    return cases;
  }

  private static void pool(List<OpCase> cases, Pool2d p, long... image) {
    String name =
        "%s %d×%d stride %d %s"
            .formatted(
                p.opName(),
                p.height(),
                p.width(),
                p.windows().strideHeight(),
                p.windows().padding());
    cases.add(OpCase.of(name, in -> p.of(in.get(0)).square(), OpCase.values(image)));
    cases.add(
        OpCase.of(
            name + " gradient",
            in -> Gradient.of(p.of(in.get(0)).square().sum(), in.get(0)),
            OpCase.values(image)));
  }
}
