package io.pxe4j.bench.report;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A plot of the report.
 *
 * @param suite whose figures it shows
 * @param file its name
 * @param title its heading
 * @param drawing how it is drawn
 */
record Diagram(String suite, String file, String title, Drawing drawing) {
    /** How a plot is drawn. */
    interface Drawing {
        void write(Path file) throws IOException;
    }
}
