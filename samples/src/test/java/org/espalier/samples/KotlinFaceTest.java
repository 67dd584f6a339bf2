package org.espalier.samples;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.espalier.dsl.EspalierDsl;

/** Kotlin is the face and Java the core, kept true by reading the compiled classes. */
@AnalyzeClasses(packages = "org.espalier", importOptions = ImportOption.DoNotIncludeTests.class)
class KotlinFaceTest {
  private static final String KOTLIN = "kotlin.Metadata";
  private static final String[] CORE = {
    "org.espalier.dsl..", "org.espalier.tf..", "org.espalier.runtime.."
  };

  /** Else Kotlin could describe what Java cannot. */
  @ArchTest
  static final ArchRule theCoreDoesNotKnowItsKotlinFace =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .and()
          .areNotAnnotatedWith(KOTLIN)
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAnyPackage(CORE).and(annotatedWith(KOTLIN)));

  @ArchTest
  static final ArchRule theDslInJavaNeedsNoKotlinLibrary =
      noClasses()
          .that()
          .resideInAnyPackage("org.espalier.dsl..", "org.espalier.tf..")
          .and()
          .areNotAnnotatedWith(KOTLIN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("kotlin..", "kotlinx..");

  /**
   * {@code import org.espalier.dsl.*} and {@code import org.espalier.runtime.*} bring all of it.
   */
  @ArchTest
  static final ArchRule twoImportsBringTheKotlinFace =
      classes()
          .that()
          .resideInAnyPackage(CORE)
          .and()
          .areAnnotatedWith(KOTLIN)
          .should()
          .resideInAnyPackage(
              "org.espalier.dsl", "org.espalier.runtime", "org.espalier.runtime.kotlindl");

  /** So that an inner block cannot reach an outer one's functions by accident. */
  @ArchTest
  static final ArchRule scopesAreMarked =
      classes()
          .that()
          .haveSimpleNameEndingWith("Scope")
          .should(ArchCondition.from(areMarkedOrExtendAMarked()));

  private static DescribedPredicate<JavaClass> areMarkedOrExtendAMarked() {
    return describe(
        "are marked by @EspalierDsl, or extend what is",
        type ->
            Stream.concat(Stream.of(type), type.getAllRawSuperclasses().stream())
                .anyMatch(each -> each.isAnnotatedWith(EspalierDsl.class)));
  }
}
