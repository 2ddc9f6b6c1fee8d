package org.spinspike.app.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Maps to JSON text and back. What is not a number is {@code null} there: JSON has no NaN. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static String pretty(Map<String, Object> map) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(finite(map));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(finite(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalArgumentException where the text is no JSON object */
    public static Map<String, Object> parse(String text) {
        try {
            return MAPPER.readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the text is no JSON object", e);
        }
    }

    private static Object finite(Object value) {
        if (value instanceof Double d) return Double.isFinite(d) ? d : null;
        if (value instanceof double[] array) return java.util.Arrays.stream(array).mapToObj(d -> finite(d)).toList();
        if (value instanceof Map<?, ?> map) {
            var out = new LinkedHashMap<String, Object>();
            map.forEach((key, entry) -> out.put(key.toString(), finite(entry)));
            return out;
        }
        if (value instanceof List<?> list) return list.stream().map(Json::finite).collect(java.util.stream.Collectors.toCollection(java.util.ArrayList::new));
        return value;
    }
}
