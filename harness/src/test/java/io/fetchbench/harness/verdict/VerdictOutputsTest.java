package io.fetchbench.harness.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fetchbench.harness.report.Golden;
import java.io.StringReader;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class VerdictOutputsTest {
    private static final VerdictRecord SAMPLE = SampleVerdict.ofEachKind();

    @Test
    void filesComeOutTheSameEverywhere() {
        Golden.assertSameEverywhere(getClass(), "verdict.json", () -> VerdictJson.render(SAMPLE));
        Golden.assertSameEverywhere(getClass(), "junit.xml", () -> JUnitXml.render(SAMPLE));
        Golden.assertSameEverywhere(getClass(), "verdict.md", () -> VerdictMarkdown.render(SAMPLE));
        Golden.assertSameEverywhere(getClass(), "annotations.txt",
                () -> String.join("\n", GithubAnnotations.of(SAMPLE)) + "\n");
    }

    @Test
    void theGravestFindingIsTheVerdict() {
        List<Finding> findings = SAMPLE.findings();
        assertThat(SAMPLE.kind()).isEqualTo(VerdictKind.REGRESSION);
        assertThat(SampleVerdict.record(findings.get(1)).kind()).isEqualTo(VerdictKind.PASS);
        assertThat(SampleVerdict.record(findings.get(1), findings.get(2)).kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
        assertThat(SampleVerdict.record(findings.get(3), findings.get(2)).kind()).isEqualTo(VerdictKind.INVALID);
        assertThat(List.of(VerdictKind.values())).extracting(VerdictKind::exitCode).containsExactly(0, 3, 3, 2);
    }

    @Test
    void aVerdictIsOneLineInPlainWords() {
        assertThat(Words.line(SAMPLE.findings().getFirst()))
                .startsWith("virtual-threads: CPU per fetch +6.1 % [4.8, 7.6], p = 0.0002, ").endsWith(", regression");
    }

    @Test
    void roundingHidesNoBound() {
        assertThat(List.of(Words.percent(0.0196), Words.percent(0.0201), Words.percent(0.02), Words.percent(0.0496),
                Words.percent(-0.0004), Words.percent(0.061), Words.percent(0.0614), Words.percent(0.5501)))
                .containsExactly("1.96 %", "2.01 %", "2 %", "4.96 %", "0 %", "6.1 %", "6.1 %", "55 %");
    }

    @Test
    void testResultsFollowTheSchemaOfCiServers() throws Exception {
        var schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(getClass().getResource("junit.xsd"));
        assertThatCode(() -> schema.newValidator()
                .validate(new StreamSource(new StringReader(JUnitXml.render(SAMPLE))))).doesNotThrowAnyException();
        assertThatThrownBy(() -> schema.newValidator().validate(new StreamSource(
                new StringReader(
                        JUnitXml.render(SAMPLE).replace("<failure", "<broken").replace("</failure", "</broken")))))
                .hasMessageContaining("broken");
    }

    @Test
    void aRegressionIsAFailureAndWhatIsNotKnownWasSkipped() throws Exception {
        Document xml = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(JUnitXml.render(SAMPLE))));
        Element suite = xml.getDocumentElement();
        assertThat(List.of(suite.getAttribute("tests"), suite.getAttribute("failures"), suite.getAttribute("skipped")))
                .containsExactly("4", "1", "2");
        assertThat(suite.getElementsByTagName("failure").item(0).getTextContent()).startsWith("CPU per fetch: +6.3 %");
        Element skipped = (Element) suite.getElementsByTagName("skipped").item(0);
        assertThat(skipped.getAttribute("message")).startsWith("mine<&\"'>|`,:\uFFFD%0A: CPU per fetch");
        assertThat(skipped.getTextContent()).contains("::error::injected <b>|\uFFFD");
    }

    @Test
    void nothingInAnAnnotationBeginsAnotherCommand() {
        assertThat(GithubAnnotations.of(SAMPLE)).hasSize(3).allSatisfy(line -> assertThat(line.lines()).hasSize(1))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("::error title=fetchbench%3A keep-alive-64::virtual-threads: "))
                .anySatisfy(line -> assertThat(line).contains("mine<&\"'>|`,:\u0007%250A",
                        "100 %25%0D%0A::error::injected"));
    }
}
