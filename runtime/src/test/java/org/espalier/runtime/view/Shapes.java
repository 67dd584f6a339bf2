package org.espalier.runtime.view;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.espalier.runtime.plot.Lettering;
import org.espalier.runtime.plot.Picture;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Where the parts of a drawn picture lie. */
record Shapes(String svg, Document document) {
  private static final Pattern EDGE =
      Pattern.compile("M(\\S+),(\\S+)V(\\S+)C(\\S+),(\\S+) (\\S+),(\\S+) (\\S+),(\\S+)V(\\S+)");

  record Box(double x, double y, double width, double height) {
    boolean overlaps(Box o) {
      return x < o.x + o.width && o.x < x + width && y < o.y + o.height && o.y < y + height;
    }

    boolean inside(Box o) {
      return x >= o.x && y >= o.y && x + width <= o.x + o.width && y + height <= o.y + o.height;
    }

    boolean holds(double[] point) {
      return point[0] > x && point[0] < x + width && point[1] > y && point[1] < y + height;
    }
  }

  static Shapes of(Picture picture) {
    return of(picture.svg());
  }

  static Shapes of(String svg) {
    try {
      return new Shapes(
          svg,
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(svg))));
    } catch (Exception e) {
      throw new AssertionError("not well-formed XML: " + e.getMessage(), e);
    }
  }

  private List<Element> all(String tag) {
    NodeList nodes = document.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) elements.add((Element) nodes.item(i));
    return elements;
  }

  String id() {
    return document.getDocumentElement().getAttribute("id");
  }

  String label() {
    return document.getDocumentElement().getAttribute("aria-label");
  }

  List<String> texts() {
    return all("text").stream().map(Element::getTextContent).toList();
  }

  List<String> titles() {
    return all("title").stream().map(Element::getTextContent).toList();
  }

  List<Box> boxes(String kind) {
    return all("rect").stream()
        .filter(e -> e.getAttribute("class").equals(kind))
        .map(Shapes::box)
        .toList();
  }

  private static Box box(Element e) {
    return new Box(at(e, "x"), at(e, "y"), at(e, "width"), at(e, "height"));
  }

  private static double at(Element e, String name) {
    return Double.parseDouble(e.getAttribute(name));
  }

  /** Every fill and stroke as written: {@code fill="#ffffff"}. */
  Set<String> paints() {
    Set<String> paints = new LinkedHashSet<>();
    Matcher m = Pattern.compile("(fill|stroke)=\"#[0-9a-f]{6}\"").matcher(svg.split("</style>")[1]);
    while (m.find()) paints.add(m.group());
    return paints;
  }

  /** Points along each edge, close together. */
  List<List<double[]>> edges() {
    return all("path").stream()
        .filter(e -> e.getAttribute("class").equals("edge"))
        .map(e -> points(e.getAttribute("d")))
        .toList();
  }

  private static List<double[]> points(String path) {
    Matcher m = EDGE.matcher(path);
    if (!m.matches()) throw new AssertionError("not a line, a curve and a line: " + path);
    double[] n = new double[11];
    for (int i = 1; i <= 10; i++) n[i] = Double.parseDouble(m.group(i));
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i <= 40; i++) {
      points.add(new double[] {n[1], n[2] + (n[3] - n[2]) * i / 40});
    }
    for (int i = 0; i <= 40; i++) {
      double t = i / 40.0;
      points.add(
          new double[] {bezier(t, n[1], n[4], n[6], n[8]), bezier(t, n[3], n[5], n[7], n[9])});
    }
    for (int i = 0; i <= 40; i++) {
      points.add(new double[] {n[8], n[9] + (n[10] - n[9]) * i / 40});
    }
    return points;
  }

  private static double bezier(double t, double a, double b, double c, double d) {
    double s = 1 - t;
    return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
  }

  /** Texts of steps that would run out of their box or into the text beside them. */
  List<String> textsOutsideTheirBoxes() {
    List<String> outside = new ArrayList<>();
    for (Element group : all("g")) {
      if (!group.getAttribute("class").matches("step|end")) continue;
      NodeList rects = group.getElementsByTagName("rect");
      Box box = box((Element) rects.item(0));
      NodeList texts = group.getElementsByTagName("text");
      double lineY = Double.NaN;
      double lineEnd = box.x;
      for (int i = 0; i < texts.getLength(); i++) {
        Element text = (Element) texts.item(i);
        double width = Lettering.width(text.getTextContent(), at(text, "font-size"));
        String anchor = text.getAttribute("text-anchor");
        double share = anchor.equals("end") ? 1 : anchor.equals("middle") ? 0.5 : 0;
        double start = at(text, "x") - share * width;
        double from = at(text, "y") == lineY ? lineEnd : box.x;
        lineY = at(text, "y");
        lineEnd = start + width;
        if (start < from || lineEnd > box.x + box.width) outside.add(text.getTextContent());
      }
    }
    return outside;
  }
}
