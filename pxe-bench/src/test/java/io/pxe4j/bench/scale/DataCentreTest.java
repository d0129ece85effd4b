package io.pxe4j.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCentreTest {
    @Test
    void writesTheFiguresAndThePlots(@TempDir Path docs) throws Exception {
        int code = DataCentre.execute("--machines", "60", "--servers", "1,2,4", "--docs", docs.toString());

        assertThat(code).isZero();
        Path folder = docs.resolve("scale");
        assertThat(Files.readString(folder.resolve("results.md")))
                .contains("60 machines, seed 1", "| 1 server |", "| 4 servers, 1 % loss each way |", "never");
        for (String plot : new String[] {"completion", "start", "faults", "load", "servers"}) {
            // Texts are drawn; the second colour is there if a second line is.
            assertThat(Files.readString(folder.resolve(plot + ".svg"))).contains("<svg", "stroke:rgb(213,94,0)");
        }
    }

    @Test
    void saysWhatItTakes() {
        assertThat(DataCentre.execute("--machines", "many")).isEqualTo(2);
        assertThat(DataCentre.execute("--help")).isZero();
    }
}
