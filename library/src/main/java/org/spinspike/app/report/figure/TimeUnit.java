package org.spinspike.app.report.figure;

/** Milliseconds for what is short, seconds for what is long, minutes for whole recordings. */
record TimeUnit(double perSecond, String name) {
    static TimeUnit of(double seconds) {
        return seconds <= 2 ? new TimeUnit(1000, "ms") : seconds <= 300 ? new TimeUnit(1, "s") : new TimeUnit(1 / 60., "min");
    }

    Scale scale(String what, double seconds, int ticks) { return Scale.of(what + " (" + name + ")", 0, seconds * perSecond, ticks); }
}
