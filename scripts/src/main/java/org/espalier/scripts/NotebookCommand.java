package org.espalier.scripts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.espalier.dsl.error.EspalierException;
import org.espalier.scripts.jupyter.HeadlessRun;
import org.espalier.scripts.jupyter.Jupyter;
import org.espalier.scripts.jupyter.KernelSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code espalier notebook}: the kernel of Kotlin notebooks, and notebooks without a browser. */
@Command(
    name = "notebook",
    mixinStandardHelpOptions = true,
    description = "Installs the kernel of Kotlin notebooks; runs notebooks.",
    subcommands = {
      NotebookCommand.Install.class,
      NotebookCommand.Uninstall.class,
      NotebookCommand.Run.class,
      NotebookCommand.Lab.class
    })
final class NotebookCommand implements Runnable {
  private static final double NANOS = 1e9;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Where kernels are installed. */
  static final class Place {
    @Option(
        names = "--user-dir",
        paramLabel = "DIR",
        description = "Jupyter's data folder (default: that of the user, as Jupyter looks it up).")
    private Path data;

    Path data() {
      return data == null ? Jupyter.ofThisMachine().data() : data;
    }
  }

  /** {@code espalier notebook install}. */
  @Command(
      name = "install",
      mixinStandardHelpOptions = true,
      description = "Installs the kernel 'Kotlin (Espalier)', or installs it anew.",
      footer = {"", "It runs on the JDK that runs this command, which is 17 to 24."})
  static final class Install implements Callable<Integer> {
    @Mixin private Answer answer;
    @Mixin private Place place;

    @Override
    public Integer call() {
      KernelSpec spec = KernelSpec.ofThisJava();
      Path folder = spec.install(place.data());
      answer.say("installed the kernel 'Kotlin (Espalier)' in " + folder);
      answer.say("it runs on " + spec.java());
      answer.end(
          Answer.node()
              .put("kernelspec", folder.toString())
              .put("java", spec.java().toString())
              .put("jars", spec.jars().size()));
      return 0;
    }
  }

  /** {@code espalier notebook uninstall}. */
  @Command(
      name = "uninstall",
      mixinStandardHelpOptions = true,
      description = "Removes the kernel 'Kotlin (Espalier)'.")
  static final class Uninstall implements Callable<Integer> {
    @Mixin private Answer answer;
    @Mixin private Place place;

    @Override
    public Integer call() {
      Path folder = KernelSpec.folder(place.data());
      if (!KernelSpec.installed(place.data())) {
        throw new EspalierException("the kernel is not installed: there is no " + folder);
      }
      Jupyter.delete(folder);
      answer.say("removed " + folder);
      answer.end(Answer.node().put("kernelspec", folder.toString()));
      return 0;
    }
  }

  /** {@code espalier notebook run}. */
  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = "Runs all cells of a notebook and writes the executed copy.",
      footer = {"", "A cell that fails ends the run with 1; then nothing is written."})
  static final class Run implements Callable<Integer> {
    @Mixin private Answer answer;

    @Parameters(paramLabel = "FILE.ipynb", description = "The notebook.")
    private Path file;

    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "The executed copy (default: FILE.executed.ipynb beside it).")
    private Path out;

    @Option(
        names = "--timeout",
        paramLabel = "SECONDS",
        description = "What one cell may take (default: no limit).")
    private Integer timeout;

    @Override
    public Integer call() {
      if (timeout != null) answer.atLeast("--timeout", timeout, 1);
      Path target = out == null ? beside() : out;
      Writable.require(target);
      HeadlessRun run = new HeadlessRun(Jupyter.ofThisMachine(), file);
      long began = System.nanoTime();
      run.into(target, timeout == null ? OptionalInt.empty() : OptionalInt.of(timeout));
      double seconds = (System.nanoTime() - began) / NANOS;
      answer.say(
          String.format(
              Locale.ROOT, "ran %d cells in %.1f s; wrote %s", run.cells(), seconds, target));
      answer.end(
          Answer.node()
              .put("notebook", file.toString())
              .put("out", target.toString())
              .put("cells", run.cells())
              .put("seconds", seconds));
      return 0;
    }

    private Path beside() {
      String name = file.getFileName().toString().replaceFirst("\\.ipynb$", "");
      return file.resolveSibling(name + ".executed.ipynb");
    }
  }

  /** {@code espalier notebook lab}. */
  @Command(
      name = "lab",
      mixinStandardHelpOptions = true,
      description = "Starts JupyterLab with the kernel 'Kotlin (Espalier)'.")
  static final class Lab implements Callable<Integer> {
    @Parameters(
        arity = "0..1",
        paramLabel = "DIR",
        defaultValue = ".",
        description = "Folder of the notebooks (default: this one).")
    private Path folder;

    @Override
    public Integer call() {
      Jupyter jupyter = Jupyter.ofThisMachine();
      jupyter.require("lab", "install it: pip install jupyterlab");
      if (!Files.isDirectory(folder)) throw new EspalierException("no such folder: " + folder);
      return jupyter.run(
          java.util.List.of("lab", "--notebook-dir=" + folder),
          command -> command.inheritIO().start().waitFor());
    }
  }
}
