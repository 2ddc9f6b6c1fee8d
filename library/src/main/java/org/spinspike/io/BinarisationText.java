package org.spinspike.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.spinspike.spikes.Binarisation;

/** The account of a binarisation as one line of JSON: {@code {"rule":"any","ones":"spikes","read":12,"placed":10,"clipped":1,"outside":1}}. */
final class BinarisationText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BinarisationText() {}

    static String write(Binarisation b) {
        ObjectNode node = JSON.createObjectNode().put("rule", b.rule()).put("ones", b.spikes() ? "spikes" : "events")
                .put("read", b.read()).put("placed", b.placed()).put("clipped", b.clipped()).put("outside", b.outside());
        return node.toString();
    }

    /** @throws IllegalArgumentException where the text is something else, or its numbers do not add up */
    static Binarisation read(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            String ones = node.path("ones").asText();
            if (!node.path("rule").isTextual() || !ones.equals("spikes") && !ones.equals("events")) throw new IllegalArgumentException("'rule' and 'ones' are missing");
            return new Binarisation(node.get("rule").asText(), ones.equals("spikes"), number(node, "read"), number(node, "placed"), number(node, "clipped"), number(node, "outside"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage());
        }
    }

    private static long number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) throw new IllegalArgumentException("'" + name + "' must be a count");
        return value.asLong();
    }
}
