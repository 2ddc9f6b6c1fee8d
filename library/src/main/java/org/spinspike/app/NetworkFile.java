package org.spinspike.app;

import java.nio.file.Files;
import java.nio.file.Path;
import org.spinspike.io.Npz;
import org.spinspike.io.SpikeFileException;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.math.NamedArrays;

/** Kinetic Ising networks as files hold them: {@code H} [N] and {@code J} [N, N], or, beside a simulated recording, {@code truth/H} and {@code truth/J}. */
public final class NetworkFile {
    private NetworkFile() {}

    /** @throws SpikeFileException naming the file and what is wrong with its network */
    public static IsingNetwork read(Path path) {
        if (Files.isRegularFile(path) && path.toString().endsWith(".npy")) throw SpikeFileException.refused(path, "", "is one array (.npy): a network is an .npz that holds H [N] and J [N, N]; np.savez('network.npz', H=H, J=J) makes one");
        boolean plain = Npz.list(path).stream().noneMatch(e -> e.name().equals("truth/J"));
        String prefix = plain ? "" : "truth/";
        for (String name : new String[] {"H", "J"}) Npz.requireArray(path, prefix + name);
        NamedArrays arrays = Npz.read(path, name -> name.equals(prefix + "H") || name.equals(prefix + "J"));
        try {
            IsingNetwork network = IsingNetwork.read(arrays.under(prefix));
            network.requireInputs("the network", 1);
            return network;
        } catch (IllegalArgumentException e) {
            throw SpikeFileException.refused(path, "", e.getMessage());
        }
    }
}
