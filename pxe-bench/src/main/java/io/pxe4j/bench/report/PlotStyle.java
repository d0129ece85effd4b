package io.pxe4j.bench.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How all plots look: white, thin grid, legend beside the plot, colours that the colour-blind can tell apart. */
final class PlotStyle {
    static final int WIDTH = 860;
    static final int HEIGHT = 470;

    /** Okabe and Ito's palette; a server has the same colour in each plot. */
    private static final Map<String, Color> OF_SERVERS = Map.of(
            Contender.OURS,
            new Color(0x0072B2),
            Contender.YARDSTICK,
            new Color(0x000000),
            "dnsmasq",
            new Color(0xE69F00),
            "atftpd",
            new Color(0x009E73),
            "tftpd-hpa",
            new Color(0xCC79A7),
            "kea",
            new Color(0xD55E00),
            "pxe4j, memory",
            new Color(0x0072B2),
            "pxe4j, SQLite",
            new Color(0x56B4E9));

    private static final List<Color> OF_OTHERS = List.of(
            new Color(0x56B4E9),
            new Color(0xD55E00),
            new Color(0x999999),
            new Color(0x009E73),
            new Color(0xE69F00),
            new Color(0xCC79A7));

    private static final List<Marker> MARKERS = List.of(
            SeriesMarkers.CIRCLE,
            SeriesMarkers.SQUARE,
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.TRIANGLE_DOWN,
            SeriesMarkers.CROSS,
            SeriesMarkers.PLUS);

    private static final BasicStroke LINE = new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    private PlotStyle() {}

    static void apply(Chart<?, ?> chart, AxesChartStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderColor(new Color(0x808080));
        styler.setPlotGridLinesColor(new Color(0xE4E4E4));
        styler.setPlotGridLinesStroke(new BasicStroke(1f));
        styler.setChartTitleFont(font(Font.BOLD, 15));
        styler.setAxisTitleFont(font(Font.PLAIN, 13));
        styler.setAxisTickLabelsFont(font(Font.PLAIN, 12));
        styler.setLegendFont(font(Font.PLAIN, 12));
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setChartPadding(12);
        styler.setLocale(Locale.ROOT);
        styler.setMarkerSize(7);
    }

    static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    static BasicStroke line() {
        return LINE;
    }

    /** A colour for each, all different as long as there are no more than colours. */
    static List<Color> colours(List<String> names) {
        List<Color> colours = new ArrayList<>();
        for (String name : names) {
            colours.add(OF_SERVERS.getOrDefault(name, Color.WHITE));
        }
        for (int i = 0; i < colours.size(); i++) {
            if (colours.get(i).equals(Color.WHITE)) {
                colours.set(i, free(colours, i));
            }
        }
        return colours;
    }

    private static Color free(List<Color> taken, int index) {
        return OF_OTHERS.stream()
                .filter(colour -> !taken.contains(colour))
                .findFirst()
                .orElse(OF_OTHERS.get(index % OF_OTHERS.size()));
    }

    static Marker marker(int index) {
        return MARKERS.get(index % MARKERS.size());
    }
}
