package org.spinspike.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines of separated values: comma, semicolon, tab or blanks, with or without quotes and a header. Empty lines and lines of # are passed over. */
final class CsvLines implements AutoCloseable {
    private static final int LONGEST_LINE = 1 << 24;

    private final Path path;
    private final BufferedReader in;
    private char separator;
    private int line;
    private boolean open;                                // whether the file ended within the last line
    private List<String> first;
    private final List<String> header;

    CsvLines(Path path) {
        this.path = path;
        try {
            in = new BufferedReader(new java.io.InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)), 1 << 16);
        } catch (IOException e) {
            throw SpikeFileException.failed(path, "read", e);
        }
        first = next();
        if (first == null) throw SpikeFileException.refused(path, "", "holds no line of values");
        boolean numbers = first.stream().allMatch(CsvLines::isNumber);
        header = numbers ? null : first;
        if (!numbers) first = null;
    }

    /** @return names of the columns, null where the first line holds numbers */
    List<String> header() { return header; }

    /** @return cells of the next line of values, null at the end */
    List<String> next() {
        if (first != null) {
            List<String> kept = first;
            first = null;
            return kept;
        }
        while (true) {
            String text = line();
            if (text == null) return null;
            line++;
            if (line == 1 && text.startsWith("\uFEFF")) text = text.substring(1);
            if (text.isBlank() || text.startsWith("#")) continue;
            if (separator == 0) separator = separatorOf(text);
            return cells(text);
        }
    }

    private String line() {
        try {
            var text = new StringBuilder();
            int c = in.read();
            if (c < 0) return null;
            for (; c >= 0 && c != '\n'; c = in.read()) {
                if (text.length() >= LONGEST_LINE) throw new SpikeFileException(path, "line " + (line + 1), "at most " + LONGEST_LINE + " characters", "more");
                if (c != '\r') text.append((char) c);
            }
            open = c < 0;
            return text.toString();
        } catch (CharacterCodingException e) {
            throw SpikeFileException.refused(path, "line " + (line + 1) + " or soon after", "is no text in UTF-8");
        } catch (IOException e) {
            throw SpikeFileException.failed(path, "read", e);
        }
    }

    private List<String> cells(String text) {
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (true) {
            while (at < text.length() && text.charAt(at) == ' ') at++;
            if (at < text.length() && text.charAt(at) == '"') {
                int end = text.indexOf('"', at + 1);
                if (end < 0) throw SpikeFileException.refused(path, place(), "a quote is not closed");
                cells.add(text.substring(at + 1, end));
                at = text.indexOf(separator, end);
                if (at < 0) return cells;
            } else {
                int end = text.indexOf(separator, at);
                if (end < 0) {
                    if (separator != ' ' || at < text.length()) cells.add(text.substring(at).strip());
                    return cells;
                }
                cells.add(text.substring(at, end).strip());
                at = end;
            }
            at++;
        }
    }

    private static char separatorOf(String text) {
        for (char candidate : new char[] {'\t', ',', ';'}) if (text.indexOf(candidate) >= 0) return candidate;
        return text.strip().indexOf(' ') >= 0 ? ' ' : ',';
    }

    static boolean isNumber(String cell) {
        if (cell.isEmpty() || "+-.0123456789nNiI".indexOf(cell.charAt(0)) < 0) return false;
        char last = cell.charAt(cell.length() - 1);
        if ("dDfF".indexOf(last) >= 0 || cell.startsWith("0x")) return false;
        try {
            Double.parseDouble(cell);
            return true;
        } catch (NumberFormatException e) {
            return cell.toLowerCase(Locale.ROOT).equals("nan");
        }
    }

    /** @param cell for which {@link #isNumber} holds */
    static double value(String cell) { return cell.toLowerCase(Locale.ROOT).equals("nan") ? Double.NaN : Double.parseDouble(cell); }

    /** @param column for the message, counted from 1 */
    double number(String cell, int column) {
        if (cell.length() == 1 && cell.charAt(0) >= '0' && cell.charAt(0) <= '9') return cell.charAt(0) - '0';
        if (!isNumber(cell)) throw new SpikeFileException(path, place() + ", column " + column, "a number", cell.isEmpty() ? "nothing" : "'" + cell + "'");
        return value(cell);
    }

    void width(List<String> cells, int expected) {
        if (cells.size() != expected) throw new SpikeFileException(path, place(), expected + " values as in the first line", "" + cells.size());
    }

    /** @return a doubt about the last line, where no line break stands behind it */
    java.util.Optional<String> doubt() {
        return open ? java.util.Optional.of(place() + " is the last one and has no line break behind it: if the file was cut short there, the last value is cut, too") : java.util.Optional.empty();
    }

    String place() { return "line " + line; }

    @Override public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw SpikeFileException.failed(path, "read", e);
        }
    }
}
