package org.spinspike.app.report.figure;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/** Something that draws itself into a rectangle; the same strokes go to SVG and to pixels. */
@FunctionalInterface
interface Drawing {
    void draw(Graphics2D g, Rectangle2D area);
}
