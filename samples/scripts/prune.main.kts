@file:DependsOn("org.espalier:espalier:0.1.0-SNAPSHOT")
@file:DependsOn("org.espalier:espalier-native-cpu:0.1.0-SNAPSHOT")

// Trains, drops the weakest links by a plan that is looked at first, and trains what is left.
//   ./espalier run samples/scripts/prune.main.kts [DENSITY]
import org.espalier.dsl.*
import org.espalier.dsl.snapshot.Snapshot
import org.espalier.dsl.structure.MagnitudePruning
import org.espalier.runtime.*

val density = (args.firstOrNull() ?: "0.2").toDouble()
val digits = data("digits:train=4000,test=1000")

fun Model.right() = evaluate(digits.test).getValue("accuracy")

/** Kept links over all links, of each kernel. */
fun densities(snapshot: Snapshot): Map<String, Double> =
    snapshot.arrays().filterKeys { it.endsWith("/kernel") }.mapValues { (_, kernel) ->
        val weights = kernel.toNd().data()
        weights.count { it != 0.0 }.toDouble() / weights.size
    }

val net =
    network("pruned") {
        image(28, 28, 1)
        conv2d(8, kernel = 5) { activation = nish }
        maxPool(2)
        flatten()
        dense(64) { activation = nish }
        dense(10)
        init = heNormal()
    }

val trained: Snapshot =
    net.compile { seed = 7 }.use { model ->
        model.fit(digits.train, epochs = 3, batch = 64)
        println("trained     %.4f".format(model.right()))
        model.snapshot()
    }

val plan = MagnitudePruning(density).plan(trained)
println(plan)

plan.apply(trained).open().use { model ->
    println("pruned      %.4f".format(model.right()))
    model.fit(digits.train, epochs = 2, batch = 64)
    println("fine-tuned  %.4f".format(model.right()))
    densities(model.snapshot()).forEach { (path, kept) -> println("%-22s density %.3f".format(path, kept)) }
}
