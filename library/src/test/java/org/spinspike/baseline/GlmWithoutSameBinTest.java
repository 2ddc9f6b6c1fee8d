package org.spinspike.baseline;

import org.spinspike.model.Family;
import org.spinspike.model.Model;
import org.spinspike.model.ModelContract;
import org.spinspike.spikes.Design;

/** Where neurons do not act within the bin, the forecast of one bin is exact. */
class GlmWithoutSameBinTest extends ModelContract {
    private static final Design DESIGN = Design.plain(1, 3, .01);

    @Override protected Model tiny() {
        return GlmModel.oneLag(new double[] {1, -2, .3, 0, .5, 1.5, 2, 0, -1}, new double[] {-1, .5, -1.5}, new double[] {.3, .6, .1});
    }
    @Override protected Design tinyDesign()    { return DESIGN; }
    @Override protected Family family()        { return new GlmFamily(); }
    @Override protected boolean marginalises() { return false; }
}
