package org.spinspike;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Markdown document as a list of blocks of code. What is shown as the output of a block of commands or Python is the block marked
 * {@code text} that follows it with nothing but empty lines between.
 */
record Document(String name, List<Block> blocks) {
    private static final String FENCE = "```";
    private static final Pattern MARK = Pattern.compile("\\s#\\s*(exit \\d+|slow)\\s*$");
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");

    /** @param line of the opening fence, from 1; {@code shown} is null where no output is shown */
    record Block(int line, String language, List<String> lines, List<String> shown) {
        List<Command> commands() {
            var commands = new ArrayList<Command>();
            for (int l = 0; l < lines.size(); l++) {
                int at = line + 1 + l;
                String text = lines.get(l);
                while (text.endsWith("\\") && l + 1 < lines.size()) text = text.substring(0, text.length() - 1) + lines.get(++l);
                if (text.startsWith("./spinspike ")) commands.add(Command.of(at, text));
            }
            return commands;
        }
    }

    /** @param words the arguments behind {@code ./spinspike}, without quotes */
    record Command(int line, String text, List<String> words, int exit, boolean slow) {
        static Command of(int line, String text) {
            int exit = 0;
            boolean slow = false;
            String rest = text;
            for (Matcher mark = MARK.matcher(rest); mark.find(); mark = MARK.matcher(rest)) {
                if (mark.group(1).equals("slow")) slow = true;
                else exit = Integer.parseInt(mark.group(1).substring(5));
                rest = rest.substring(0, mark.start());
            }
            List<String> words = WORD.matcher(rest).results().map(word -> word.group().replaceAll("[\"']", "")).skip(1).toList();
            return new Command(line, text, words, exit, slow);
        }
    }

    static Document parse(String name, List<String> lines) {
        var blocks = new ArrayList<Block>();
        int end = -1;                                   // line behind the last block of code that has no output yet
        for (int l = 0; l < lines.size(); l++) {
            if (!lines.get(l).startsWith(FENCE)) {
                if (!lines.get(l).isBlank()) end = -1;
                continue;
            }
            int open = l;
            var content = new ArrayList<String>();
            for (l++; l < lines.size() && !lines.get(l).startsWith(FENCE); l++) content.add(lines.get(l));
            if (l == lines.size()) throw new IllegalArgumentException(name + ":" + (open + 1) + ": the block is never closed");
            String language = lines.get(open).substring(FENCE.length()).strip();
            if (language.equals("text") && end >= 0) {
                Block of = blocks.remove(blocks.size() - 1);
                blocks.add(new Block(of.line, of.language, of.lines, List.copyOf(content)));
                end = -1;
            } else {
                blocks.add(new Block(open + 1, language, List.copyOf(content), null));
                end = l + 1;
            }
        }
        return new Document(name, List.copyOf(blocks));
    }
}
