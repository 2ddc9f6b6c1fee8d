package org.spinspike.app.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.spinspike.math.Progress;

/** One progress bar on stderr at a time; a new task closes the old one's. */
final class Bars implements Progress {
    /** Of a name, so that in 80 columns the bar and both times stand beside it. */
    private static final int NAME = 28, END = 9;

    private String task;
    private ProgressBar bar;

    @Override public synchronized void at(String task, long done, long total) {
        if (!task.equals(this.task)) {
            if (bar != null) bar.close();
            this.task = task;
            bar = new ProgressBarBuilder().setTaskName(shortened(task)).setInitialMax(total).setStyle(ProgressBarStyle.ASCII).setUpdateIntervalMillis(200).build();
        }
        bar.stepTo(done);
        if (done == total) {
            bar.close();
            this.task = null;
            bar = null;
        }
    }

    /** A long name loses its middle: what is done stands at its beginning, the option that tells two models apart often at its end. */
    static String shortened(String task) {
        return task.length() <= NAME ? task : task.substring(0, NAME - END - 3) + "..." + task.substring(task.length() - END);
    }
}
