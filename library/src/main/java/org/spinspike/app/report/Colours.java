package org.spinspike.app.report;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which colour and marker each model has: the well-known ones always the same, whatever they are compared with. */
public final class Colours {
    private static final List<String> OWN = List.of("independent", "independent --per-bin", "glm", "glm --per-bin", "mps", "tensor-brain", "hmm", "kinetic-ising");

    private Colours() {}

    /**
     * A well-known label has its own number. Another one takes that of its family (with or without {@code --per-bin}) where nobody in the comparison
     * has it, the rest the lowest numbers left.
     *
     * @return the number of each label, all different
     */
    public static int[] of(List<String> labels) {
        int[] number = labels.stream().mapToInt(OWN::indexOf).toArray();
        Set<Integer> taken = new HashSet<>();
        for (int own : number) taken.add(own);
        for (int m = 0; m < number.length; m++) if (number[m] < 0 && family(labels.get(m)) >= 0 && taken.add(family(labels.get(m)))) number[m] = family(labels.get(m));
        int next = 0;
        for (int m = 0; m < number.length; m++) {
            if (number[m] >= 0) continue;
            while (!taken.add(next)) next++;
            number[m] = next;
        }
        return number;
    }

    private static int family(String label) {
        List<String> words = Arrays.asList(label.split(" "));
        return OWN.indexOf(words.get(0) + (words.contains("--per-bin") ? " --per-bin" : ""));
    }
}
