package org.spinspike.ising.inverse;

import java.util.Optional;

/** Which transitions are kept from learning to be judged by: the last fifth of each half, in the order of trials and bins. */
public final class HeldOut {
    private static final int TENTHS = 10;

    private HeldOut() {}

    /** @return why none can be kept from learning; empty where some can */
    public static Optional<String> obstacle(Transitions data) {
        return data.count() < TENTHS ? Optional.of("of " + data.count() + " transitions none can be spared") : Optional.empty();
    }

    /** @return true where it is learned from, one a transition */
    public static boolean[] learned(Transitions data) {
        boolean[] out = new boolean[data.count()];
        for (int r = 0; r < out.length; r++) out[r] = (long) r * TENTHS / out.length % (TENTHS / 2) != TENTHS / 2 - 1;
        return out;
    }

    public static boolean[] judged(Transitions data) {
        boolean[] out = learned(data);
        for (int r = 0; r < out.length; r++) out[r] = !out[r];
        return out;
    }
}
