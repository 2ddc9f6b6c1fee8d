package org.spinspike.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CountTest {
    @Test void oneIsSingular() {
        assertThat(Count.of(1, "trial")).isEqualTo("1 trial");
        assertThat(Count.of(0, "trial")).isEqualTo("0 trials");
    }

    @Test void whatIsLeftOutIsHintedAt() {
        assertThat(Count.first(2, List.of("a", "b", "c"))).isEqualTo("a, b, ...");
        assertThat(Count.first(3, List.of("a", "b", "c"))).isEqualTo("a, b, c");
        assertThat(Count.first(3, List.of())).isEmpty();
    }
}
