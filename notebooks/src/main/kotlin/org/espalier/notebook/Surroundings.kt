package org.espalier.notebook

import java.io.File
import java.nio.file.Files

/**
 * What a kernel's process needs before Espalier runs in it. Classes of a cell come from loaders of their own, but
 * resources are looked up in the kernel's jars first.
 */
internal object Surroundings {
    private const val PROVIDER = "slf4j.provider"
    private const val BOOT_PATH = "jna.boot.library.path"

    fun prepare() {
        quietLogging()
        ownJna()
    }

    /** SLF4J would find the name of the kernel's Logback, not its classes, and complain. */
    private fun quietLogging() {
        if (System.getProperty(PROVIDER) != null) return
        System.setProperty("slf4j.internal.verbosity", "WARN")
        System.setProperty(PROVIDER, "org.slf4j.helpers.NOP_FallbackServiceProvider")
    }

    /** JNA would load the native library of the kernel's JNA, which is of another version, and refuse it. */
    private fun ownJna() {
        val loader = javaClass.classLoader
        val library = System.mapLibraryName("jnidispatch").replace(".dylib", ".jnilib")
        val wanted = "com/sun/jna/${com.sun.jna.Platform.RESOURCE_PREFIX}/$library"
        val jar =
            com.sun.jna.Native::class.java.protectionDomain.codeSource.location
                .toString()
        val own =
            loader.getResources(wanted).toList().firstOrNull { jar in it.toString() } ?: return
        val folder = Files.createTempDirectory("espalier-jna")
        val file = folder.resolve(library)
        own.openStream().use { Files.copy(it, file) }
        val before = System.getProperty(BOOT_PATH)
        System.setProperty(BOOT_PATH, "$folder")
        try {
            Class.forName("com.sun.jna.Native", true, loader)
        } finally {
            if (before == null) System.clearProperty(BOOT_PATH) else System.setProperty(BOOT_PATH, before)
            remove(file.toFile(), folder.toFile())
        }
    }

    /** At once where the system deletes files in use, else when the kernel ends. */
    private fun remove(
        file: File,
        folder: File,
    ) {
        if (file.delete() && folder.delete()) return
        folder.deleteOnExit()
        file.deleteOnExit()
    }
}
