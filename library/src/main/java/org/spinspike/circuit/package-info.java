/**
 * Quantum circuits that write spikes: rotations, controlled gates, measurements and resets. {@link org.spinspike.circuit.Circuit} is the noun,
 * {@link org.spinspike.circuit.Simulation} what it does, {@link org.spinspike.circuit.Qasm} how it is written and read, {@link org.spinspike.circuit.Orthogonal}
 * how a matrix becomes one, {@link org.spinspike.circuit.Target} what a machine takes. Start reading at {@link org.spinspike.circuit.Circuit}.
 */
package org.spinspike.circuit;
