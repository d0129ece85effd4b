package io.pxe4j.bench.report;

/**
 * CPU time of a process.
 *
 * @param user seconds in its own code
 * @param system seconds in the kernel for it
 */
record CpuTime(double user, double system) {
    static final CpuTime NONE = new CpuTime(0, 0);

    double seconds() {
        return user + system;
    }

    CpuTime plus(CpuTime other) {
        return new CpuTime(user + other.user, system + other.system);
    }

    CpuTime minus(CpuTime other) {
        return new CpuTime(user - other.user, system - other.system);
    }
}
