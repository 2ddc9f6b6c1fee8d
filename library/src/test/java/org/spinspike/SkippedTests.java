package org.spinspike;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** A line for every test that was left out, and why: Maven itself tells only how many. */
public final class SkippedTests implements TestExecutionListener {
    @Override public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) tell(test, result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
    }

    @Override public void executionSkipped(TestIdentifier test, String reason) { tell(test, reason); }

    private static void tell(TestIdentifier test, String reason) {
        String place = test.getSource().map(source -> source instanceof MethodSource method ? method.getClassName() : source instanceof ClassSource type ? type.getClassName() : "").orElse("");
        System.out.println("skipped: " + place.substring(place.lastIndexOf('.') + 1) + " " + test.getDisplayName() + ": " + reason.lines().findFirst().orElse("").replaceFirst("^(Assumption failed: )?(skipped: )?", ""));
    }
}
