using System.Runtime.Intrinsics;

namespace StudioApp.Diffusion.Pipelines.Lantern.Theatre;

/// <summary>
/// Lays pictures over one line of a frame by bilinear samples. A picture that lies square to the line is blended downwards once for the line's height,
/// and only sampled along it; most of a frame is such pictures.
/// </summary>
/// <param name="line">The line's pixels, one vector each, as in <see cref="PaintedLayer"/>.</param>
/// <param name="blended">Room for one line of the widest picture, with its border.</param>
internal readonly ref struct LinePainter(Span<Vector128<float>> line, Span<Vector128<float>> blended)
{
    // half of the smallest step that a byte shows
    private const float Unseen = 1 / 512f;

    private readonly Span<Vector128<float>> _line = line;
    private readonly Span<Vector128<float>> _blended = blended;

    /// <summary>Replaces the line by an opaque picture.</summary>
    public void Lay(PaintedLayer picture, SampleLine at)
    {
        BlendAll(picture, at.V);
        for (var x = 0; x < _line.Length; x++)
            _line[x] = Along(Math.Clamp(at.U + x * at.StepU, -1, picture.Width), picture.Width);
    }

    /// <summary>Lays a picture over the line.</summary>
    /// <param name="strength">0 to 1 times what it covers.</param>
    public void Over(PaintedLayer picture, SampleLine at, float strength)
    {
        if (strength < Unseen || BlendSeen(picture, at.V) is not { End: > 0 } seen)
            return;

        // a sample at u reads the columns u + 1 and u + 2 of the line with its border; what is seen in the border goes on beyond it
        var pixels = new Extent(0, _line.Length)
            .Where(at.U, at.StepU, seen.Start == 0 ? float.NegativeInfinity : seen.Start - 2, seen.End == picture.Stride ? float.PositiveInfinity : seen.End - 1);
        for (var x = pixels.Start; x < pixels.End; x++)
            Cover(x, Along(Math.Clamp(at.U + x * at.StepU, -1, picture.Width), picture.Width) * strength);
    }

    /// <summary>Lays a picture that repeats over the line.</summary>
    /// <param name="strength">0 to 1 times what it covers.</param>
    public void OverAgainAndAgain(PaintedLayer picture, SampleLine at, float strength)
    {
        if (strength < Unseen)
            return;
        BlendAll(picture, at.V - MathF.Floor(at.V / picture.Height) * picture.Height);
        for (var x = 0; x < _line.Length; x++)
        {
            var u = at.U + x * at.StepU;
            Cover(x, Along(u - MathF.Floor(u / picture.Width) * picture.Width, picture.Width) * strength);
        }
    }

    /// <summary>Lays a picture over the line that lies at any angle to it and has nothing beyond its border.</summary>
    /// <param name="strength">0 to 1 times what it covers.</param>
    public void OverTurned(PaintedLayer picture, SampleLine at, float strength)
    {
        if (strength < Unseen)
            return;
        var pixels = new Extent(0, _line.Length).Where(at.U, at.StepU, -1, picture.Width).Where(at.V, at.StepV, -1, picture.Height);
        for (var x = pixels.Start; x < pixels.End; x++)
        {
            var (u, v) = (at.U + x * at.StepU + 1, at.V + x * at.StepV + 1);
            var (column, row) = (Math.Clamp((int)u, 0, picture.Width), Math.Clamp((int)v, 0, picture.Height));
            var upper = picture.Line(row - 1).Slice(column, 2);
            var lower = picture.Line(row).Slice(column, 2);
            Cover(x, Between(Between(upper[0], upper[1], u - column), Between(lower[0], lower[1], u - column), v - row) * strength);
        }
    }

    /// <summary>Takes light away, as a soft shadow does.</summary>
    /// <param name="profile">How strong the shadow is along the line, 0 to 1.</param>
    /// <param name="strength">Times that.</param>
    public void Shade(ReadOnlySpan<float> profile, float strength)
    {
        if (strength < Unseen)
            return;
        for (var x = 0; x < _line.Length; x++)
            _line[x] *= 1 - strength * profile[x];
    }

    private void BlendAll(PaintedLayer picture, float v) => Blend(picture, Rows(picture, v), new Extent(0, picture.Stride));

    // the columns where anything is seen, and one more to each side, which the samples at its ends read too
    private Extent BlendSeen(PaintedLayer picture, float v)
    {
        var at = Rows(picture, v);
        var seen = picture.Seen(at.Row).Union(picture.Seen(at.Row + 1));
        Blend(picture, at, new Extent(Math.Max(0, seen.Start - 1), Math.Min(picture.Stride, seen.End + 1)));
        return seen;
    }

    private void Blend(PaintedLayer picture, (int Row, float Share) at, Extent columns)
    {
        var upper = picture.Line(at.Row);
        var lower = picture.Line(at.Row + 1);
        for (var i = columns.Start; i < columns.End; i++)
            _blended[i] = Between(upper[i], lower[i], at.Share);
    }

    private static (int Row, float Share) Rows(PaintedLayer picture, float v)
    {
        v = Math.Clamp(v, -1, picture.Height);
        var row = Math.Min((int)MathF.Floor(v), picture.Height - 1);
        return (row, v - row);
    }

    private Vector128<float> Along(float u, int width)
    {
        var column = Math.Min((int)(u + 1), width);
        return Between(_blended[column], _blended[column + 1], u + 1 - column);
    }

    private void Cover(int x, Vector128<float> picture) => _line[x] = _line[x] * (1 - picture[3]) + picture;

    private static Vector128<float> Between(Vector128<float> from, Vector128<float> to, float share) => from + (to - from) * share;
}
