package org.espalier.runtime.plot;

import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import org.apache.batik.transcoder.ErrorHandler;
import org.apache.batik.transcoder.TranscoderException;
import org.apache.batik.transcoder.TranscoderInput;
import org.apache.batik.transcoder.TranscoderOutput;
import org.apache.batik.transcoder.image.PNGTranscoder;

/** Draws SVG to PNG with Apache Batik; needs no display. */
final class SvgToPng {
  private SvgToPng() {}

  static byte[] png(String svg, int width, int height, double scale) {
    PNGTranscoder transcoder = new PNGTranscoder();
    transcoder.addTranscodingHint(PNGTranscoder.KEY_WIDTH, (float) Math.round(width * scale));
    transcoder.addTranscodingHint(PNGTranscoder.KEY_HEIGHT, (float) Math.round(height * scale));
    transcoder.addTranscodingHint(PNGTranscoder.KEY_XML_PARSER_VALIDATING, false);
    transcoder.setErrorHandler(new Strict());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      transcoder.transcode(new TranscoderInput(new StringReader(svg)), new TranscoderOutput(bytes));
    } catch (TranscoderException e) {
      throw new IllegalStateException(
          "the picture could not be drawn as PNG (" + e.getMessage() + "); save it as .svg", e);
    } catch (LinkageError | NullPointerException e) {
      throw new IllegalStateException(
          "the picture could not be drawn as PNG: this Java has no working fonts ("
              + e
              + "); install fontconfig and a font such as DejaVu, or save the picture as .svg",
          e);
    }
    return bytes.toByteArray();
  }

  /** Lets no fault pass and prints nothing. */
  private static final class Strict implements ErrorHandler {
    @Override
    public void error(TranscoderException e) throws TranscoderException {
      throw e;
    }

    @Override
    public void fatalError(TranscoderException e) throws TranscoderException {
      throw e;
    }

    @Override
    public void warning(TranscoderException e) throws TranscoderException {
      throw e;
    }
  }
}
