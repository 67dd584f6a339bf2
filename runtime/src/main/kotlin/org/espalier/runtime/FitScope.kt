package org.espalier.runtime

import org.espalier.dsl.EspalierDsl
import org.espalier.dsl.structure.StructurePass
import org.espalier.runtime.fit.Callback
import org.espalier.runtime.fit.Epoch
import org.espalier.runtime.fit.Fit
import org.espalier.runtime.fit.ScheduledPass

/** The inside of `fit(…) { }`. */
@EspalierDsl
public class FitScope internal constructor(
    internal var fit: Fit,
) {
    /**
     * Runs a structure pass after every [every] epochs; several run in the order they are said.
     *
     * @param until the last epoch after which it may run: `until = epochs - 1` leaves the last one alone
     */
    public fun pass(
        every: Int,
        pass: StructurePass,
        until: Int? = null,
    ) {
        val scheduled = ScheduledPass(every, pass)
        fit = fit.pass(if (until == null) scheduled else scheduled.until(until))
    }

    /** Runs a structure pass after every [every] steps, in the middle of epochs, too; [until] is the last such step. */
    public fun passEverySteps(
        every: Int,
        pass: StructurePass,
        until: Int? = null,
    ) {
        val scheduled = ScheduledPass.everySteps(every, pass)
        fit = fit.pass(if (until == null) scheduled else scheduled.until(until))
    }

    /** Runs a structure pass once, after the training's [epoch]: a restart from what a first epoch learned. */
    public fun passOnce(
        epoch: Int,
        pass: StructurePass,
    ) {
        fit = fit.passOnce(epoch, pass)
    }

    /** Tells somebody what happens. */
    public fun callback(callback: Callback) {
        fit = fit.callback(callback)
    }

    /** Called when a step is done, with its number in all and its batch's metrics, on the thread that trains. */
    public fun onStep(call: (step: Long, metrics: Map<String, Double>) -> Unit) {
        callback(
            object : Callback {
                override fun step(
                    step: Long,
                    metrics: Map<String, Double>,
                ) = call(step, metrics)
            },
        )
    }

    /** Called when an epoch is done, passes and checkpoint included. */
    public fun onEpoch(call: (epoch: Epoch, model: Model) -> Unit) {
        stopWhen { epoch, model ->
            call(epoch, model)
            false
        }
    }

    /** Ends training after the first epoch for which [done] holds. */
    public fun stopWhen(done: (epoch: Epoch, model: Model) -> Boolean) {
        callback(
            object : Callback {
                override fun epoch(
                    epoch: Epoch,
                    model: Model,
                ) = if (done(epoch, model)) Callback.Next.STOP else Callback.Next.CONTINUE
            },
        )
    }
}
