package org.espalier.dsl.network;

import java.util.regex.Pattern;
import org.espalier.dsl.parametrization.Parametrization;

/**
 * Which parameters a parametrization applies to.
 *
 * @param pattern path below the network: {@code fc1/kernel}; {@code *} stands for one name, {@code
 *     **} for any number
 * @param parametrization what stands between the stored variable and the effective weight
 */
public record ParametrizationRule(String pattern, Parametrization parametrization) {
  /** Whether a path below the network matches. */
  public boolean matches(String path) {
    return matches(pattern, path);
  }

  /** Whether {@code path} matches {@code pattern}. */
  public static boolean matches(String pattern, String path) {
    StringBuilder regex = new StringBuilder();
    for (String part : pattern.split("(?<=\\*)(?!\\*)|(?<!\\*)(?=\\*)")) {
      regex.append(part.equals("**") ? ".*" : part.equals("*") ? "[^/]*" : Pattern.quote(part));
    }
    return path.matches(regex.toString());
  }
}
