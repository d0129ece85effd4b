package io.pxe4j.bench.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SvgFileTest {
    @Test
    void coordinatesAreRoundedAndClipsNumbered() {
        assertThat(
                        SvgFile.tidy(
                                "<svg>\n  <a x=\"1.23456\" y=\"-0.05\" z=\"1.0E-5\" id=\"clip905\" b=\"clip-7\" c=\"clip905\"/>\n</svg>"))
                .isEqualTo("<svg>\n<a x=\"1.2\" y=\"0\" z=\"1.0E-5\" id=\"clip1\" b=\"clip2\" c=\"clip1\"/>\n</svg>\n");
    }
}
