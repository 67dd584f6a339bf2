package org.espalier.tf.lowering;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/** The named axes that expressions speak of, in their types or in their ops. */
final class AxisNames {
  private AxisNames() {}

  /** Adds those of everything the roots depend on. */
  static void collect(Collection<Expr> roots, Set<String> names) {
    for (Node node : Walk.of(roots)) {
      collect(node.op(), names);
      for (Expr out : node.outputs()) collect(out.type(), names);
    }
  }

  private static void collect(Object part, Set<String> names) {
    if (part instanceof Dim dim) {
      for (List<Dim.Symbol> product : dim.terms().keySet()) {
        for (Dim.Symbol symbol : product) {
          if (symbol instanceof Dim.Named named) names.add(named.name());
          else collect(((Dim.Floor) symbol).of(), names);
        }
      }
    } else if (part instanceof Shape shape) {
      shape.dims().forEach(dim -> collect(dim, names));
    } else if (part instanceof Type type) {
      collect(type.shape(), names);
    } else if (part instanceof Fn fn) {
      collect(fn.outputs(), names);
    } else if (part instanceof Collection<?> many) {
      many.forEach(each -> collect(each, names));
    } else if (part instanceof Record record) {
      components(record, names);
    }
  }

  private static void components(Record record, Set<String> names) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        collect(component.getAccessor().invoke(record), names);
      } catch (ReflectiveOperationException | java.lang.reflect.InaccessibleObjectException ex) {
        throw new LoweringException("cannot read " + component + " of " + record.getClass());
      }
    }
  }
}
