// Three activations on the built-in digits, three seeds each: mean ± standard deviation of test accuracy.
//   ./espalier run samples/scripts/activations.espalier.kts [EPOCHS]
import kotlin.math.sqrt

val epochs = (args.firstOrNull() ?: "2").toInt()
val digits = data("digits:train=3000,test=1000")
val candidates: Map<String, Activation> =
    mapOf(
        "relu" to relu,
        "nish" to nish,
        "x·sigmoid(x)" to activation("gated") { x -> x * sigmoid(x) },
    )

fun accuracy(
    hidden: Activation,
    seed: Long,
): Double {
    val net =
        network("candidate") {
            image(28, 28, 1)
            conv2d(8, kernel = 5) { activation = hidden }
            maxPool(2)
            flatten()
            dense(32) { activation = hidden }
            dense(10)
            init = heNormal()
        }
    val training = classification { this.seed = seed }
    return net.compile(training).use { model ->
        model.fit(digits.train, epochs, batch = 64, progress = ProgressStyle.SILENT)
        model.evaluate(digits.test).getValue("accuracy")
    }
}

for ((name, activation) in candidates) {
    val found = listOf(1L, 2L, 3L).map { seed -> accuracy(activation, seed) }
    val mean = found.average()
    val deviation = sqrt(found.sumOf { (it - mean) * (it - mean) } / (found.size - 1))
    println("%-14s %.4f ± %.4f".format(name, mean, deviation))
}
