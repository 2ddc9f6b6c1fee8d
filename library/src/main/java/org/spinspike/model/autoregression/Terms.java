package org.spinspike.model.autoregression;

import java.util.List;
import org.spinspike.math.Require;

/**
 * What acts on a neuron, and in which row of the weights it stands: lag 1 of all neurons, lag 2, ..., running sum, first-bin flag, covariates, constant.
 *
 * @param neurons    number of neurons
 * @param lags       bins of the past
 * @param runningSum whether the spikes of the trial so far act
 * @param firstBin   whether there is a flag for the first bin
 * @param covariates names, may be empty
 */
public record Terms(int neurons, int lags, boolean runningSum, boolean firstBin, List<String> covariates) {
    /** Spikes so far are divided by this. */
    static final double RUNNING_SUM_UNIT = 10;

    public Terms {
        Require.atLeast("neurons", neurons, 1);
        Require.atLeast("lags", lags, 0);
        covariates = List.copyOf(covariates);
    }

    public int lagRow(int lag, int j)  { return (lag - 1) * neurons + j; }
    public int runningSumRow()         { return lags * neurons; }
    int firstBinRow()           { return runningSumRow() + (runningSum ? 1 : 0); }
    int covariateRow(int c)     { return firstBinRow() + (firstBin ? 1 : 0) + c; }
    public int constantRow()           { return covariateRow(covariates.size()); }
    public int rows()                  { return constantRow() + 1; }
    /** @return real features: all between the lags and the constant */
    public int dense()                 { return constantRow() - runningSumRow(); }

    /** @return whether a bin without a past takes first-bin rates; it goes through the regression where there is a flag for it or no past is needed */
    public boolean firstBinStandsAlone() { return !firstBin && (lags > 0 || runningSum); }
}
