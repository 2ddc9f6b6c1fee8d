package org.spinspike.app.task;

/** Which SpinSpike this is, as run records and model cards name it. */
public final class Version {
    private Version() {}

    /** @return the version of the jar, or "development" when run from classes */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
