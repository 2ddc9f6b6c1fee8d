package org.spinspike.app.task;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.spinspike.spikes.SpikeTrains;

/** SHA-256 of what a result was made from. */
public final class Hashes {
    /** Bytes of a file of a folder up to which its content is looked at. */
    public static final long LONGEST = 4L << 30;

    private Hashes() {}

    /** @return the same as {@code sha256sum FILE} prints */
    public static String ofFile(Path file) {
        MessageDigest digest = digest();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n; (n = in.read(buffer)) > 0;) digest.update(buffer, 0, n);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * @param without files that do not count
     * @return of the names and contents of the files that lie directly in a folder, hidden ones aside; of what is longer than {@link #LONGEST}, such as raw voltages beside a sorting, the
     * length stands for the content
     */
    public static String ofFolder(Path folder, Predicate<Path> without) {
        MessageDigest digest = digest();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(Files::isRegularFile).filter(without.negate()).sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith(".")) continue;
                String content = Files.size(file) > LONGEST ? "length " + Files.size(file) : ofFile(file);
                digest.update((content + "  " + name + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** @return of spikes, mask, bin width, trial lengths, clock, conditions, covariates and names: what a model learns from, whatever file it came in */
    public static String ofSpikes(SpikeTrains data) {
        MessageDigest digest = digest();
        ByteBuffer number = ByteBuffer.allocate(8);
        digest.update(number.putDouble(0, data.design().binSeconds()).array());
        for (String name : data.cells().names()) digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        for (int k = 0; k < data.trials(); k++) {
            int trial = k;
            digest.update(number.putLong(0, (long) data.bins(k) << 32 | data.design().offset(k)).array());
            digest.update(number.putLong(0, data.design().source(k)).array());
            data.design().conditions().ifPresent(conditions -> digest.update((conditions.get(trial) + "\n").getBytes(StandardCharsets.UTF_8)));
            for (int t = 0; t < data.bins(k); t++)
                for (int w = 0; w < data.wordsPerBin(); w++) {
                    digest.update(number.putLong(0, data.word(k, t, w)).array());
                    digest.update(number.putLong(0, data.observedWord(k, t, w)).array());
                }
        }
        data.design().startSeconds().ifPresent(start -> { for (double s : start) digest.update(number.putDouble(0, s).array()); });
        data.design().covariates().ifPresent(c -> digest.update((c.names() + "\n").getBytes(StandardCharsets.UTF_8)));
        data.design().covariates().ifPresent(c -> { for (float v : c.values()) digest.update(number.putDouble(0, v).array()); });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
