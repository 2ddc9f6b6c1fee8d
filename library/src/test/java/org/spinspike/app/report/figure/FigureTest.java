package org.spinspike.app.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What every figure promises, whatever it shows. */
class FigureTest {
    private static final List<Figure> ALL = Gallery.all();

    static Document parse(String xml) throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new InputSource(new StringReader(xml)));
    }

    @TestFactory Stream<DynamicTest> isWellFormedAndSaysWhatItShows() {
        return each(f -> {
            Document svg = parse(f.svg());
            assertThat(svg.getDocumentElement().getAttribute("aria-label")).isEqualTo(f.alt()).isNotBlank();
            assertThat(svg.getElementsByTagName("text").getLength()).isGreaterThan(3);
            assertThat(f.caption()).isNotBlank();
            parse(f.inlineSvg());
        });
    }

    @TestFactory Stream<DynamicTest> refersToNothingOutside() {
        return each(f -> {
            String svg = f.inlineSvg().replace("xmlns=\"http://www.w3.org/2000/svg\"", "").replace("xmlns:xlink=\"http://www.w3.org/1999/xlink\"", "");
            assertThat(svg).doesNotContain("http", "<script", "<style", "<foreignObject", "javascript:", "<!--");
            assertThat(Pattern.compile("url\\((?!#" + f.name() + "-)").matcher(svg).find()).as("a reference that is not the figure's own").isFalse();
            assertThat(Pattern.compile("href=\"(?!data:image/png;base64,)").matcher(svg).find()).isFalse();
        });
    }

    @Test void sameValuesGiveTheSameBytes() {
        List<Figure> again = Gallery.all();
        for (int n = 0; n < ALL.size(); n++) {
            assertThat(again.get(n).svg()).isEqualTo(ALL.get(n).svg());
            if (n % 4 == 0) assertThat(again.get(n).png()).isEqualTo(ALL.get(n).png());
        }
    }

    @TestFactory Stream<DynamicTest> aPageKeepsItsIdsApartAndChoosesItsColours() {
        return each(f -> {
            assertThat(Pattern.compile(" id=\"(?!" + f.name() + "-\\d)").matcher(f.inlineSvg()).find()).as("an id without the figure's name").isFalse();
            assertThat(f.inlineSvg()).contains("var(--").doesNotContain("#ffffff");
            assertThat(f.svg()).doesNotContain("var(").contains("#ffffff");
        });
    }

    @Test void pngHasTwiceTheSizeAndIsNotBlank() throws Exception {
        Figure f = ALL.get(0);
        var image = ImageIO.read(new ByteArrayInputStream(f.png()));
        assertThat(image.getWidth()).isEqualTo(2 * f.width());
        assertThat(image.getHeight()).isEqualTo(2 * f.height());
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        assertThat(java.util.Arrays.stream(pixels).distinct().count()).isGreaterThan(20);
    }

    @Test void picturesStandInForThousandsOfMarks() {
        Figure noise = ALL.stream().filter(f -> f.name().equals("noise")).findFirst().orElseThrow();
        assertThat(noise.svg()).contains("<image").hasSizeLessThan(120_000);   // 8844 dots as vectors: 1.7 MB
    }

    @Test void aCostInProportionHasItsLineThroughTheOrigin() {
        assertThat(CostFigure.slope(new double[] {1, 2, 7}, new double[] {3, 6, 21})).isEqualTo(3);
        assertThat(CostFigure.slope(new double[] {1, 2}, new double[] {1, 1})).as("(1 + 2) / (1 + 4)").isEqualTo(.6);
    }

    @Test void aNameThatIsNoFileNameIsRefused() {
        assertThatThrownBy(() -> new Figure("../x", "", "", "", 10, 10, (g, a) -> {})).hasMessageContaining("a-z, 0-9 and dashes, got '../x'");
    }

    private static Stream<DynamicTest> each(Check check) {
        return ALL.stream().map(f -> DynamicTest.dynamicTest(f.name(), () -> check.of(f)));
    }

    private interface Check { void of(Figure figure) throws Exception; }
}
