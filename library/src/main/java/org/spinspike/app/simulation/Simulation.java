package org.spinspike.app.simulation;

import java.util.Optional;
import org.spinspike.math.NamedArrays;
import org.spinspike.model.Model;
import org.spinspike.spikes.SpikeTrains;

/**
 * A made-up recording and the truth behind it.
 *
 * @param data       the recording, with names, times and conditions
 * @param truth      the law itself, where it is a model this program knows
 * @param parameters the numbers behind it, by name: also what no model of ours can hold
 * @param imaging    what a microscope saw of it, where there was one
 */
public record Simulation(SpikeTrains data, Optional<Model> truth, NamedArrays parameters, Optional<Imaging> imaging) {
    public Simulation(SpikeTrains data, Optional<Model> truth, NamedArrays parameters) { this(data, truth, parameters, Optional.empty()); }
}
