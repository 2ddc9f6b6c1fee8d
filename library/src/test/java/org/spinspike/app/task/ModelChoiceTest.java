package org.spinspike.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModelChoiceTest {

    private static List<String> candidates(String entry) { return ModelChoice.parse(entry, Knowledge.Told.AS_GIVEN).get(0).candidates().stream().map(ModelSpec::label).toList(); }

    private static List<String> labels(String text, Knowledge.Told told) { return ModelChoice.parse(text, told).stream().map(ModelChoice::label).toList(); }

    @Test void listsMakeACandidateOfEveryCombination() {
        assertThat(candidates("mps  --bond 4|8|16")).containsExactly("mps --bond 4", "mps --bond 8", "mps --bond 16");
        assertThat(candidates("glm --lags=1|2 --per-bin --ridge .5|2")).containsExactly("glm --lags=1 --per-bin --ridge .5", "glm --lags=1 --per-bin --ridge 2", "glm --lags=2 --per-bin --ridge .5",
                "glm --lags=2 --per-bin --ridge 2");
        ModelChoice second = ModelChoice.parse("independent,hmm --states 2|3", Knowledge.Told.AS_GIVEN).get(1);
        assertThat(second.open()).isTrue();
        assertThat(second.label()).isEqualTo("hmm --states 2|3");
        assertThat(second.candidates().get(1).options().whole("states")).isEqualTo(3);
        assertThat(ModelChoice.parse("independent", Knowledge.Told.AS_GIVEN).get(0).open()).isFalse();
    }

    @Test void equalKnowledgeIsGivenToAllThatCanTakeIt() {
        assertThat(labels("independent,glm --lags 1,hmm,mps --bond 4", Knowledge.Told.PER_BIN)).containsExactly("independent --per-bin", "glm --lags 1 --per-bin", "hmm", "mps --bond 4");
        assertThat(labels("independent,independent --per-bin", Knowledge.Told.PER_BIN)).as("equal ones are one").containsExactly("independent --per-bin");
        assertThat(labels("glm --per-bin --covariates --lags 1,independent --per-bin", Knowledge.Told.NONE)).containsExactly("glm --lags 1", "independent");
        assertThat(labels("independent --per-bin,glm", Knowledge.Told.AS_GIVEN)).containsExactly("independent --per-bin", "glm");
    }

    @Test void whatIsNoListIsRefusedInOneLine() {
        assertThatIllegalArgumentException().isThrownBy(() -> candidates("mps --bond 4||8")).withMessageContaining("has an empty place");
        assertThatIllegalArgumentException().isThrownBy(() -> candidates("mps --bond 4|much")).withMessageContaining("must be a whole number, got 'much'");
        assertThatIllegalArgumentException().isThrownBy(() -> candidates("glm --lags 1|2|3|4|5|6|7|8|9 --ridge 1|2|3|4|5|6|7|8")).withMessageContaining("more than 64 combinations");
        assertThatIllegalArgumentException().isThrownBy(() -> Knowledge.Told.named("all")).withMessageContaining("as-given, per-bin or none");
    }
}
