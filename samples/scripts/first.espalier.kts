val digits = data("digits:train=4000,test=1000")
val first =
    network("first") {
        image(28, 28, 1)
        conv2d(8, kernel = 5) { activation = nish }
        maxPool(2)
        flatten()
        dense(10)
        init = heNormal()
    }
println(first.summary())

first.compile { seed = 7 }.use { model ->
    model.fit(digits.train, epochs = 2, validation = digits.test)
    println("test " + model.evaluate(digits.test))
    println("weights " + model.weightsSha256())
}
