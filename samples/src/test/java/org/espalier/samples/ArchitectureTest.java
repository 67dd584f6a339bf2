package org.espalier.samples;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.espalier.dsl.json.TypeIndexWriter;
import org.junit.jupiter.api.Test;

/** The plan of the house: which room may use which, kept true by reading the compiled classes. */
@AnalyzeClasses(packages = "org.espalier", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String DSL = "org.espalier.dsl..";
  private static final String BRIDGE = "org.espalier.tf..";
  private static final String RUNTIME = "org.espalier.runtime..";
  private static final String KOTLINDL = "org.espalier.runtime.kotlindl..";
  private static final String SCRIPTS = "org.espalier.scripts..";
  private static final String KERNEL = "org.espalier.kernel..";
  private static final String NOTEBOOK = "org.espalier.notebook..";
  private static final String SAMPLES = "org.espalier.samples..";

  @ArchTest
  static final ArchRule arrowsRunOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("dsl")
          .definedBy(DSL)
          .layer("tfbridge")
          .definedBy(BRIDGE)
          .layer("runtime")
          .definedBy(RUNTIME)
          .layer("scripts")
          .definedBy(SCRIPTS)
          .layer("notebooks")
          .definedBy(NOTEBOOK)
          .layer("samples")
          .definedBy(SAMPLES)
          .whereLayer("dsl")
          .mayNotAccessAnyLayer()
          .whereLayer("tfbridge")
          .mayOnlyAccessLayers("dsl")
          .whereLayer("runtime")
          .mayOnlyAccessLayers("dsl", "tfbridge")
          .whereLayer("scripts")
          .mayOnlyAccessLayers("dsl", "tfbridge", "runtime")
          .whereLayer("notebooks")
          .mayOnlyAccessLayers("dsl", "tfbridge", "runtime");

  @ArchTest
  static final ArchRule everyClassLivesInARoom =
      classes()
          .should()
          .resideInAnyPackage(DSL, BRIDGE, RUNTIME, SCRIPTS, KERNEL, NOTEBOOK, SAMPLES);

  @ArchTest
  static final ArchRule onlyTheBridgeKnowsTensorFlow =
      noClasses()
          .that()
          .resideOutsideOfPackages(BRIDGE, "org.espalier.samples.benchmarks..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.tensorflow..", "org.bytedeco..");

  @ArchTest
  static final ArchRule onlyTheNotebooksKnowTheKernel =
      onlyIn("org.jetbrains.kotlinx.jupyter..", NOTEBOOK);

  @ArchTest
  static final ArchRule onlyTheScriptsKnowTheScriptingHost =
      onlyIn("kotlin.script.experimental..", SCRIPTS);

  @ArchTest
  static final ArchRule onlyTheInteropKnowsKotlinDl =
      onlyIn("org.jetbrains.kotlinx.dl..", KOTLINDL);

  @ArchTest static final ArchRule onlyTheInteropKnowsHdf5 = onlyIn("io.jhdf..", KOTLINDL);

  /** The interop is a coordinate of its own: who does not ask for it does not load it. */
  @ArchTest
  static final ArchRule theRuntimeDoesWithoutTheInterop =
      noClasses()
          .that()
          .resideInAPackage("org.espalier..")
          .and()
          .resideOutsideOfPackages(KOTLINDL, SAMPLES)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(KOTLINDL);

  /** A view shows what the other packages made; they do not know how they look. */
  @ArchTest
  static final ArchRule whatIsShownDoesNotKnowItsViews =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.espalier.runtime.data..",
              "org.espalier.runtime.io..",
              "org.espalier.runtime.live..",
              "org.espalier.runtime.plot..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.espalier.runtime.view..");

  private static ArchRule onlyIn(String library, String room) {
    return noClasses()
        .that()
        .resideInAPackage("org.espalier..")
        .and()
        .resideOutsideOfPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  /**
   * Packages that name one another by design count as one: expressions with their ops and readings;
   * networks with all that their builder offers by method. JSON, which reads every family and marks
   * each, is left out.
   */
  @ArchTest
  static final ArchRule familiesOfTheDslHaveNoCycles =
      slices().assignedFrom(new Families()).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theDslReachesForNothingItWasNotHanded =
      noClasses()
          .that()
          .resideInAPackage(DSL)
          .and(
              describe(
                  "are not the build step", type -> !type.isEquivalentTo(TypeIndexWriter.class)))
          .should()
          .callCodeUnitWhere(reachesOut());

  /** The build step above is told its folder by name, so the rule must see it. */
  @Test
  void theRuleAboveSeesTheBuildStep() {
    JavaClasses step = new ClassFileImporter().importClasses(TypeIndexWriter.class);

    EvaluationResult result = noClasses().should().callCodeUnitWhere(reachesOut()).evaluate(step);

    assertThat(result.getFailureReport().toString()).contains("java.nio.file.Path.of");
  }

  @ArchTest
  static final ArchRule librariesDoNotWriteToTheConsole =
      noClasses()
          .that()
          .resideInAnyPackage(DSL, BRIDGE)
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule nothingWaitsByTheClock =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static void everyPackageSaysWhatItIsFor(JavaClasses all) {
    Set<String> described =
        all.stream()
            .filter(type -> type.getSimpleName().equals("package-info"))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toSet());

    assertThat(
            all.stream().map(JavaClass::getPackageName).filter(name -> !described.contains(name)))
        .as("packages without a package-info.java")
        .isEmpty();
  }

  /** Opens a file by a name of its own making, starts a process, or asks the environment. */
  private static DescribedPredicate<JavaCall<?>> reachesOut() {
    Set<String> openers =
        Set.of(
            "java.io.File",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.FileReader",
            "java.io.FileWriter",
            "java.io.RandomAccessFile",
            "java.lang.ProcessBuilder");
    Map<String, Set<String>> methods =
        Map.of(
            "java.nio.file.Path", Set.of("of"),
            "java.nio.file.Paths", Set.of("get"),
            "java.nio.file.FileSystem", Set.of("getPath"),
            "java.nio.file.Files", Set.of("createTempFile", "createTempDirectory"),
            "java.lang.Runtime", Set.of("exec"),
            "java.lang.System", Set.of("getenv", "getProperty", "load", "loadLibrary"));
    return describe(
        "opens a file it was not handed, starts a process or asks the environment",
        call -> {
          String owner = call.getTargetOwner().getName();
          boolean opened = openers.contains(owner) && call.getTarget().getName().equals("<init>");
          return (opened && !ofHandedFile(call))
              || methods.getOrDefault(owner, Set.of()).contains(call.getTarget().getName());
        });
  }

  /** A stream of a {@code File} object: nothing here may make one but from a path it was handed. */
  private static boolean ofHandedFile(JavaCall<?> call) {
    List<JavaClass> parameters = call.getTarget().getRawParameterTypes();
    return parameters.size() == 1
        && parameters.get(0).isEquivalentTo(java.io.File.class)
        && !call.getTargetOwner().isEquivalentTo(java.io.File.class);
  }

  private static final class Families implements SliceAssignment {
    private static final String ROOT = "org.espalier.dsl.";
    private static final Map<String, Set<String>> GROWN_TOGETHER =
        Map.of(
            "expression", Set.of("expr", "op", "reading"),
            "network", Set.of("network", "layer", "activation", "init", "parametrization"));

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      if (!type.getPackageName().startsWith(ROOT)) {
        return SliceIdentifier.ignore();
      }
      String name = type.getPackageName().substring(ROOT.length()).split("\\.")[0];
      return name.equals("json") ? SliceIdentifier.ignore() : SliceIdentifier.of(family(name));
    }

    private static String family(String name) {
      return GROWN_TOGETHER.entrySet().stream()
          .filter(family -> family.getValue().contains(name))
          .map(Map.Entry::getKey)
          .findFirst()
          .orElse(name);
    }

    @Override
    public String getDescription() {
      return "families of the dsl";
    }
  }
}
