package org.spinspike.ising.meanfield;

/** How neurons of bin t answer their inputs, given the couplings that stay exact. */
sealed interface Answer permits IndependentAnswer, GaussianAnswer, PairAnswer {
    /** Rows of a matrix that are worked on together; results do not depend on who works on which. */
    int ROWS = 64;

    MeanField.Step to(Inputs inputs);

    static Answer of(MeanField method) {
        boolean carried = method.manifold().intoEarlier() == ReferenceManifold.Kept.ALL;
        return switch (method.manifold().intoT()) {
            case NONE -> new IndependentAnswer(carried, method.order());
            case ONE_EACH -> new PairAnswer(method.order());
            case ALL -> new GaussianAnswer();
        };
    }
}
