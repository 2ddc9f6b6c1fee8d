package org.spinspike.app.task;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.spinspike.io.MemoryLimit;
import org.spinspike.io.SpikeFileException;

/**
 * What machines hand back, in four forms: counts as JSON ({@code {"11": 6, "00": 4}}, also under "counts"), raw blocks one a shot ({@code { c : "00" }}), and samples of
 * a sampler as JSON ({@code results[0].data.c.samples}, hexadecimal, with {@code num_bits}). Hexadecimal words are numbers whose lowest bit is c[0].
 *
 * @param form  which it was
 * @param words the classical bits of each shot; c[0] first
 */
record ShotsFile(String form, List<byte[]> words) {
    private static final String COUNTS = "counts";
    /** Characters of a word that an error shows. */
    private static final int LONGEST = 24;

    /** @return whether words stand in the order in which they were measured */
    boolean ordered() { return !form.equals(COUNTS); }

    /** Which end of a word c[0] is at. */
    public enum Order {
        C0_LAST("c[0] is the last character"), C0_FIRST("c[0] is the first character");

        private final String words;

        Order(String words) { this.words = words; }

        String words() { return words; }

        public String option() { return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'); }
    }

    private static final Pattern BLOCK = Pattern.compile("\\G[\\s,;]*\\{\\s*\"?\\w+\"?\\s*:\\s*\"([01]+)\"\\s*,?\\s*}[\\s,;]*");

    /**
     * @param bits  of a word; 0 for as many as the first has
     * @param order or null: what the file says, c[0] last where it says nothing
     */
    static ShotsFile parse(Path path, String text, int bits, Order order) {
        if (text.isBlank()) throw SpikeFileException.refused(path, "", "is empty");
        var reading = new Reading(path, bits, order);
        Matcher block = BLOCK.matcher(text);
        if (block.find()) return reading.blocks(text, block);
        Map<String, Object> json;
        try {
            json = Json.parse(text);
        } catch (IllegalArgumentException e) {
            throw SpikeFileException.refused(path, "", "is neither JSON nor blocks like { c : \"01\" }");
        }
        return json.containsKey("results") ? reading.samples(json) : reading.counts(json);
    }

    private static final class Reading {
        private final Path path;
        private final MemoryLimit memory = MemoryLimit.ofHeap();
        private final List<byte[]> words = new ArrayList<>();
        private int bits;
        private Order order;

        Reading(Path path, int bits, Order order) {
            this.path = path;
            this.bits = bits;
            this.order = order;
        }

        ShotsFile blocks(String text, Matcher block) {
            int end;
            do {
                add("shot " + words.size(), block.group(1), 1);
                end = block.end();
            } while (block.find());
            if (end < text.length()) throw SpikeFileException.refused(path, "after shot " + (words.size() - 1), "expected { c : \"01...\" }, found '" + text.substring(end, Math.min(text.length(), end + 30)).strip() + "'");
            return new ShotsFile("raw shots", words);
        }

        ShotsFile counts(Map<String, Object> json) {
            Object said = json.get("bit_order");
            if (order == null && said != null) {
                if (said.equals(Order.C0_FIRST.words)) order = Order.C0_FIRST;
                else if (!said.equals(Order.C0_LAST.words)) throw SpikeFileException.refused(path, "bit_order", "'" + said + "' is neither '" + Order.C0_LAST.words + "' nor '" + Order.C0_FIRST.words + "'; --bit-order says it");
            }
            Map<?, ?> counts = json.get("counts") instanceof Map<?, ?> inner ? inner : json;
            for (var entry : counts.entrySet()) {
                String word = entry.getKey().toString();
                if (!(entry.getValue() instanceof Number n) || n.doubleValue() != n.longValue() || n.longValue() < 0)
                    throw SpikeFileException.refused(path, shown(word), "expected how often it came, a whole number, found " + entry.getValue());
                if (word.matches("0x[0-9a-fA-F]+")) addNumber(shown(word), word, n.longValue());
                else add(shown(word), word, n.longValue());
            }
            return new ShotsFile(COUNTS, words);
        }

        ShotsFile samples(Map<String, Object> json) {
            if (!(json.get("results") instanceof List<?> results)) throw SpikeFileException.refused(path, "results", "must be a list");
            if (results.size() != 1) throw SpikeFileException.refused(path, "results", "holds " + results.size() + " circuits; a file of one is needed");
            Object data = results.get(0) instanceof Map<?, ?> result ? result.get("data") : null;
            if (!(data instanceof Map<?, ?> registers) || registers.size() != 1 || !(registers.values().iterator().next() instanceof Map<?, ?> register)
                    || !(register.get("samples") instanceof List<?> samples) || !(register.get("num_bits") instanceof Integer has))
                throw SpikeFileException.refused(path, "results[0].data", "must hold one register with 'samples' and 'num_bits'");
            if (bits == 0) bits = has;
            if (has != bits) throw SpikeFileException.refused(path, "num_bits", "is " + has + ", the circuit has " + bits + " bits");
            for (Object sample : samples) addNumber("sample " + words.size(), "" + sample, 1);
            return new ShotsFile("samples", words);
        }

        /** A word as an error names it: the beginning of a long one. */
        private static String shown(String word) { return word.length() <= LONGEST ? "'" + word + "'" : "'" + word.substring(0, LONGEST) + "...'"; }

        private void add(String place, String word, long times) {
            if (!word.matches("[01]+")) throw SpikeFileException.refused(path, place, "is no word of 0 and 1");
            if (bits == 0) bits = word.length();
            if (word.length() != bits) throw SpikeFileException.refused(path, place, "has " + word.length() + " bits, " + bits + " were expected");
            byte[] out = new byte[bits];
            for (int k = 0; k < bits; k++) out[k] = (byte) (word.charAt(order == Order.C0_FIRST ? k : bits - 1 - k) - '0');
            put(place, out, times);
        }

        private void addNumber(String place, String word, long times) {
            if (!word.matches("0x[0-9a-fA-F]+")) throw SpikeFileException.refused(path, place, "expected a number like 0x1f, found " + shown(word));
            if (bits == 0) throw SpikeFileException.refused(path, place, "does not say how many bits it has: --circuit circuit.json does");
            BigInteger number = new BigInteger(word.substring(2), 16);
            if (number.bitLength() > bits) throw SpikeFileException.refused(path, place, "has more than " + bits + " bits");
            byte[] out = new byte[bits];
            for (int k = 0; k < bits; k++) out[k] = (byte) (number.testBit(k) ? 1 : 0);
            put(place, out, times);
        }

        private void put(String place, byte[] word, long times) {
            memory.take(path, place, times, 16L + bits);
            for (long n = 0; n < times; n++) words.add(word);
        }
    }
}
