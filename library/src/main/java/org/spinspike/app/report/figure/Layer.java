package org.spinspike.app.report.figure;

import java.awt.Graphics2D;

/** Strokes inside a panel's frame, above the grid. */
@FunctionalInterface
interface Layer {
    void draw(Graphics2D g, Frame frame);
}
