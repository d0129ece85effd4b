package io.pxe4j.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.pxe4j.bench.report.LinePlot.Scale;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class PlotsTest {
    @TempDir
    Path dir;

    @BeforeAll
    static void thisJavaHasFonts() {
        System.setProperty("java.awt.headless", "true");
        String trouble = "";
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getStringBounds("x", new FontRenderContext(null, true, true));
        } catch (LinkageError | InternalError | RuntimeException e) {
            trouble = e.toString();
        }
        assumeThat(trouble).as("this Java has no fonts to draw with").isEmpty();
    }

    @Test
    void everyPlotOfAReportIsWellFormedAndOfItsSize() throws Exception {
        List<Diagram> diagrams = Diagrams.of(SampleResults.results());
        ReportFiles.draw(diagrams, dir);

        assertThat(diagrams)
                .extracting(Diagram::file)
                .containsExactly(
                        "tftp-cpu.svg",
                        "tftp-throughput.svg",
                        "clients-throughput-w1.svg",
                        "clients-cpu-w1.svg",
                        "completion.svg",
                        "open-memory.svg",
                        "open-cpu.svg",
                        "dhcp-leases.svg");
        for (Diagram diagram : diagrams) {
            Element svg = parsed(dir.resolve(diagram.file()));
            assertThat(svg.getNodeName()).isEqualTo("svg");
            assertThat(svg.getAttribute("viewBox")).isEqualTo("0 0 " + PlotStyle.WIDTH + " " + PlotStyle.HEIGHT);
            assertThat(svg.getElementsByTagName("path").getLength()).isGreaterThan(10);
        }
    }

    @Test
    void theSameResultsAreDrawnAsTheSameOctets() throws IOException {
        for (String folder : List.of("a", "b")) {
            ReportFiles.draw(Diagrams.of(SampleResults.results()), dir.resolve(folder));
        }

        for (Diagram diagram : Diagrams.of(SampleResults.results())) {
            assertThat(dir.resolve("b").resolve(diagram.file()))
                    .hasSameBinaryContentAs(dir.resolve("a").resolve(diagram.file()));
        }
    }

    @Test
    void whatAServerSpendsOnLostPacketsIsNotDrawn() throws IOException {
        ReportFiles.draw(Diagrams.of(SampleResults.results()), dir.resolve("without"));
        ReportFiles.draw(Diagrams.of(SampleResults.resultsWithDrops(95)), dir.resolve("lost"));
        ReportFiles.draw(Diagrams.of(SampleResults.resultsWithDrops(1)), dir.resolve("kept"));

        Path without = dir.resolve("without").resolve("dhcp-leases.svg");
        assertThat(dir.resolve("lost").resolve("dhcp-leases.svg")).hasSameBinaryContentAs(without);
        assertThat(Files.readAllBytes(dir.resolve("kept").resolve("dhcp-leases.svg")))
                .isNotEqualTo(Files.readAllBytes(without));
    }

    @Test
    void serversKeepTheirColoursAndOthersGetFreeOnes() {
        List<Color> colours = PlotStyle.colours(List.of("mine", "pxe4j", "dnsmasq", "yours"));

        assertThat(colours).doesNotHaveDuplicates();
        assertThat(colours.get(1)).isEqualTo(PlotStyle.colours(List.of("pxe4j")).get(0));
    }

    @Test
    void aLogarithmicAxisRefusesZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinePlot.titled("t").x("x", Scale.LOG).series("s", List.of(0.0), List.of(1.0)))
                .withMessage("s: 0.0 (expected: above 0, on a logarithmic axis)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinePlot.titled("t").series("s", List.of(1.0), List.of()))
                .withMessageContaining("as many of both");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BarPlot.titled("t", "y", List.of("a")).series("s", List.of()))
                .withMessageContaining("expected: 1, one a case");
    }

    private static Element parsed(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory.newDocumentBuilder().parse(Files.newInputStream(file)).getDocumentElement();
    }
}
