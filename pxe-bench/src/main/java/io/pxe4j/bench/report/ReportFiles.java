package io.pxe4j.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of a report: results.json, report.md, and its plots. */
final class ReportFiles {
    private ReportFiles() {}

    static void write(Results results, Path directory) throws IOException {
        Files.createDirectories(directory);
        results.write(directory.resolve("results.json"));
        List<Diagram> diagrams = Diagrams.of(results);
        String text = "# pxe4j beside its peers\n\n" + ReportText.of(results, diagrams, "");
        Files.write(directory.resolve("report.md"), text.getBytes(StandardCharsets.UTF_8));
        draw(diagrams, directory);
    }

    /** Java needs fonts to draw with, which a server's Java may come without. */
    static void draw(List<Diagram> diagrams, Path directory) throws IOException {
        for (Diagram diagram : diagrams) {
            try {
                diagram.drawing().write(directory.resolve(diagram.file()));
            } catch (LinkageError | InternalError e) {
                throw new IOException(
                        "the plots cannot be drawn: this Java finds no fonts; install Debian's packages libfreetype6,"
                                + " fontconfig and fonts-dejavu-core (the tables are there; --from results.json draws later)",
                        e);
            }
        }
    }
}
