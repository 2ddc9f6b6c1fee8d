package org.spinspike.app.task;

import java.util.Map;
import org.spinspike.spikes.Table;

/**
 * Tables of a recording by their short names or by their whole paths: {@code intervals/epochs.foo} is {@code epochs.foo} where that is what the table is called.
 *
 * @param tables by their short names
 */
record TableNames(Map<String, Table> tables) {

    /** @return the same TABLE or TABLE.COLUMN with the short name of the table; null for null */
    String shortened(String text) {
        if (text == null) return null;
        String asked = text.replaceFirst("^/+", "");
        for (Map.Entry<String, Table> table : tables.entrySet()) {
            String path = table.getValue().name();
            if (asked.equals(path) || asked.startsWith(path + ".")) return table.getKey() + asked.substring(path.length());
        }
        return text;
    }
}
