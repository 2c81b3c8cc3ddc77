using System.Numerics.Tensors;
using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Guards;
using StudioApp.Diffusion.Pipelines.Lantern.Theatre;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Lantern;

/// <summary>What stands on the stage: the painted actor and backdrop, and the motion that moves them.</summary>
internal sealed class LanternScene : IDisposable
{
    private readonly LatentDecoder _actor;
    private readonly LatentDecoder _backdrop;
    private readonly float[] _motion;

    public LanternScene(LanternGraphs graphs, LanternShapes shapes)
    {
        var actor = LanternShapes.Picture(4, shapes.Actor);
        var backdrop = LanternShapes.Picture(3, shapes.Backdrop);
        _actor = new LatentDecoder(graphs.ActorDecoder, "rgba", shapes.Actor, actor, "the actor's picture");
        _backdrop = new LatentDecoder(graphs.BackdropDecoder, "rgb", shapes.Backdrop, backdrop, "the backdrop's picture");
        _motion = new float[shapes.Motion[0] * shapes.Motion[1]];
        Actor = new PaintedLayer(actor[2], actor[1], LayerBorder.Clear);
        Backdrop = new PaintedLayer(backdrop[2], backdrop[1], LayerBorder.Held);
        StageWidth = (double)backdrop[2] / backdrop[1];
    }

    public PaintedLayer Actor { get; }

    public PaintedLayer Backdrop { get; }

    /// <summary>[rows, <see cref="MotionRow.Size"/>]</summary>
    public ReadOnlySpan<float> Motion => _motion;

    /// <summary>In units of the stage's height.</summary>
    public double StageWidth { get; }

    /// <summary>Paints what the layers have become.</summary>
    /// <exception cref="DiffusionException">A picture is not finite, or both are black: no frame could be anything else.</exception>
    public void Paint(LanternLoop loop, RunScope scope)
    {
        loop.Actor.Latents.CopyTo(_actor.Latents);
        loop.Backdrop.Latents.CopyTo(_backdrop.Latents);
        loop.Motion.Latents.CopyTo(_motion);
        Decode(scope);
        BlackGuard.Check(Brightest(), "actor and backdrop");
    }

    /// <summary>Paints what the layers are expected to become. Black is no error yet.</summary>
    public void PaintPrediction(LanternLoop loop, RunScope scope)
    {
        loop.Actor.Clean.CopyTo(_actor.Latents);
        loop.Backdrop.Clean.CopyTo(_backdrop.Latents);
        loop.Motion.Clean.CopyTo(_motion);
        Decode(scope);
    }

    public void Dispose()
    {
        _actor.Dispose();
        _backdrop.Dispose();
    }

    private void Decode(RunScope scope)
    {
        _actor.Decode(scope);
        _backdrop.Decode(scope);
        Actor.Paint(_actor.Picture.Values);
        Backdrop.Paint(_backdrop.Picture.Values);
    }

    private byte Brightest()
    {
        var actor = _actor.Picture.Values;
        var colours = actor[..(actor.Length / 4 * 3)];
        return (byte)(Math.Clamp(Math.Max(TensorPrimitives.Max<float>(colours), TensorPrimitives.Max<float>(_backdrop.Picture.Values)), 0, 1) * 255);
    }
}
