package org.espalier.scripts;

import picocli.CommandLine.IVersionProvider;

/** The version of this build, as the jar's manifest states it. */
public final class Version implements IVersionProvider {
  /** Creates the provider; it holds nothing. */
  public Version() {}

  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"espalier " + (version == null ? "(not run from a jar)" : version)};
  }
}
