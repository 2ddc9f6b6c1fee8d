package org.spinspike.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Files that are there whole or not at all: written to a temporary file beside the target, synced, renamed over it, and the folder synced.
 * Whoever looks at the target sees the old content or the new, never a part; a failed write leaves no trace.
 */
public final class AtomicFile {
    private static final AtomicLong COUNT = new AtomicLong();

    private AtomicFile() {}

    /** What is written; may throw what writing throws. */
    @FunctionalInterface public interface Content { void to(OutputStream out) throws IOException; }

    /** What is written here and there. */
    @FunctionalInterface public interface Places { void in(FileChannel file) throws IOException; }

    /**
     * Asked before a computation begins whose result is to land there.
     *
     * @param force whether an existing file may be replaced
     * @throws IllegalArgumentException where the file exists and {@code force} is not given, or the target is a folder or a device
     * @throws SpikeFileException       where the folder is missing or cannot be written to
     */
    public static void checkWritable(Path target, boolean force) {
        if (Files.isDirectory(target)) throw new IllegalArgumentException(target + " is a folder; a file name is needed");
        if (Files.exists(target) && !Files.isRegularFile(target)) throw new IllegalArgumentException(target + " is a device or a pipe; a file name is needed");
        if (Files.exists(target) && !force) throw new IllegalArgumentException(target + " exists already; --force replaces it");
        Path folder = folder(target);
        if (!Files.exists(folder)) throw SpikeFileException.refused(target, "", "cannot be written: there is no folder " + folder);
        if (!Files.isDirectory(folder)) throw SpikeFileException.refused(target, "", "cannot be written: " + folder + " is not a folder");
        Path trial = beside(target);
        try {                                             // permissions lie (root, network disks): only a file made proves it
            Files.createFile(trial);
            Files.delete(trial);
        } catch (IOException e) {
            throw SpikeFileException.refused(target, "", "cannot be written: the folder " + folder + " does not let files be made in it");
        }
    }

    public static void write(Path target, Content content) {
        fill(target, channel -> {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.to(out);
            out.flush();
        });
    }

    /** The same for content that is not written from front to back. */
    public static void fill(Path target, Places content) {
        Path temporary = beside(target);
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.in(channel);
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(folder(target));
        } catch (IOException e) {
            throw SpikeFileException.failed(target, "written", e);
        } finally {
            try {
                Files.deleteIfExists(temporary);          // gone already where the rename succeeded
            } catch (IOException e) {
                temporary.toFile().deleteOnExit();
            }
        }
    }

    static Path folder(Path target) {
        Path parent = target.toAbsolutePath().getParent();
        return parent == null ? target.toAbsolutePath() : parent;
    }

    private static Path beside(Path target) {
        return folder(target).resolve("." + target.getFileName() + "." + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + ".tmp");
    }

    private static void sync(Path folder) throws IOException {
        if (java.io.File.separatorChar == '\\') return;   // Windows has no folder to sync
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
