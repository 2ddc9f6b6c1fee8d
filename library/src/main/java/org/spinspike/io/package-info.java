/**
 * Files in and out: spike files, model files and run folders as NPZ, recordings from other people's formats, everything written atomically.
 * What is read is hostile until proved otherwise: declared sizes are checked against limits before anything is allocated, and a damaged file
 * gives one {@link org.spinspike.io.SpikeFileException}, never a wrong number. Start reading at {@link org.spinspike.io.Npz}.
 */
package org.spinspike.io;
