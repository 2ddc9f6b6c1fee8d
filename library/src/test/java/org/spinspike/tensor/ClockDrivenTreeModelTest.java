package org.spinspike.tensor;

import org.spinspike.model.Family;
import org.spinspike.model.Model;
import org.spinspike.model.ModelContract;
import org.spinspike.spikes.Design;

/** Leaves turned by the clock: everything stays exact. */
class ClockDrivenTreeModelTest extends ModelContract {
    private static final TreeModel TINY = new TreeModel(TreeModelTest.random(NeuronTree.of(3, new int[][] {{2, 0}, {1, 3}}), 3, 2, 4), LeafDriveTest.random(3, 3, 0, 6));

    @Override protected Model tiny()        { return TINY; }
    @Override protected Design tinyDesign() { return Design.plain(1, 3, .01); }
    @Override protected Family family()     { return new TensorBrainFamily(); }
}
