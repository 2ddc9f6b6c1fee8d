package org.spinspike.io;

import java.io.IOException;
import java.nio.file.Path;

/** A file that cannot be read or written as asked: which one, where in it, what was expected and what was found. The message is one line. */
public final class SpikeFileException extends RuntimeException {
    private static final int LONGEST = 1000;

    private final transient Path path;
    private final String place;

    private SpikeFileException(Throwable cause, Path path, String place, String problem) {
        super(oneLine(path + (place.isEmpty() ? "" : ", " + place) + ": " + problem), cause);
        this.path = path;
        this.place = place;
    }

    /** @param place where in the file, "" where the whole of it is meant */
    public SpikeFileException(Path path, String place, String expected, String found) {
        this(null, path, place, "expected " + expected + ", found " + found);
    }

    /** @param reason says what is wrong and, where there is one, what to do */
    public static SpikeFileException refused(Path path, String place, String reason) {
        return new SpikeFileException(null, path, place, reason);
    }

    /** The operating system or a library gave up; its own words are kept. */
    public static SpikeFileException failed(Path path, String doing, Throwable cause) {
        return new SpikeFileException(cause, path, "", "cannot be " + doing + ": " + words(cause, path));
    }

    public Path path()    { return path; }
    public String place() { return place; }

    private static String words(Throwable cause, Path path) {
        if (cause instanceof java.nio.file.NoSuchFileException) return "there is no such file";
        if (cause instanceof java.nio.file.AccessDeniedException) return "permission denied";
        String said = cause.getMessage();
        if (said == null || said.equals(String.valueOf(path))) said = cause.getClass().getSimpleName();
        return cause instanceof IOException ? said : cause.getClass().getSimpleName() + " " + said;
    }

    /** Names inside files are other people's text: no line breaks, no escape sequences, no end without end. */
    private static String oneLine(String text) {
        var line = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> {
            if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) line.append(' ');
            else line.appendCodePoint(c);
        });
        return text.codePointCount(0, text.length()) > LONGEST ? line + " ..." : line.toString();
    }
}
