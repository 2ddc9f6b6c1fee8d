package org.spinspike.ising.sk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables of golden values, a map a row. */
final class SkGolden {
    private SkGolden() {}

    static List<Map<String, Double>> table(String name) {
        try (InputStream in = SkGolden.class.getResourceAsStream(name.startsWith("/") ? name : "/golden/ising/" + name)) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            String[] heads = lines.get(0).split(",");
            List<Map<String, Double>> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",");
                Map<String, Double> row = new LinkedHashMap<>();
                for (int c = 0; c < heads.length; c++) row.put(heads[c], Double.parseDouble(cells[c]));
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
