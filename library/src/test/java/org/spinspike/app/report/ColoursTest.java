package org.spinspike.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColoursTest {
    @Test void wellKnownModelsKeepTheirsWhateverElseIsCompared() {
        assertThat(Colours.of(List.of("mps", "glm", "independent"))).containsExactly(4, 2, 0);
        assertThat(Colours.of(List.of("other", "independent --per-bin", "tensor-brain", "glm --per-bin"))).containsExactly(0, 1, 5, 3);
        assertThat(Colours.of(List.of("independent --per-bin", "glm --per-bin", "hmm", "tensor-brain --chi 8"))).containsExactly(1, 3, 6, 5);
    }

    @Test void othersTakeThatOfTheirFamilyWhereItIsFreeAndElseTheLowest() {
        assertThat(Colours.of(List.of("glm --per-bin --same-bin", "independent --per-bin"))).containsExactly(3, 1);
        assertThat(Colours.of(List.of("mps --bond 8", "mps", "glm --same-bin --per-bin", "mps --bond 4"))).containsExactly(0, 4, 3, 1);
        assertThat(Colours.of(List.of("a", "b", "c", "d", "e", "f", "g", "independent"))).containsExactly(1, 2, 3, 4, 5, 6, 7, 0).doesNotHaveDuplicates();
    }
}
