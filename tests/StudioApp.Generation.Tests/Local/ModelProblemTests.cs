using StudioApp.Core.Models;
using StudioApp.Diffusion;
using StudioApp.Diffusion.ModelFolders;
using StudioApp.Engine.Local;
using StudioApp.Engine.Workers;

namespace StudioApp.Engine.Tests.Local;

/// <summary>What the engine says of a folder or a run reaches people by its code, so that it can be said in their language.</summary>
public sealed class ModelProblemTests
{
    [Fact]
    public void ProblemOf_AProblemWithACode_IsTheEnginesOwn()
    {
        var said = DiffusionErrors.SchedulerUnknown("scheduler/scheduler_config.json", "KDPM2DiscreteScheduler");
        var other = new ModelFolderProblem(ModelFolderProblemKind.Missing, "vae_decoder/model.onnx", "It is missing.");
        var problem = LocalModelCatalog.ProblemOf(Folder(Coded(ModelFolderProblemKind.Unsupported, said), other));

        Assert.NotNull(problem);
        Assert.Equal(("engine.scheduler-unknown", said.Message), (problem.Code, problem.Message));
        Assert.Equal(["scheduler/scheduler_config.json", "KDPM2DiscreteScheduler"], problem.Arguments);
        Assert.Equal($"{said.Message}\nIt is missing.", problem.Details);
    }

    [Theory]
    [InlineData(ModelFolderProblemKind.Missing, "model.file-missing")]
    [InlineData(ModelFolderProblemKind.Corrupt, "model.file-corrupt")]
    [InlineData(ModelFolderProblemKind.Unsupported, "model.unsupported")]
    public void ProblemOf_AProblemWithoutACode_GoesByItsKind(ModelFolderProblemKind kind, string code) =>
        Assert.Equal(code, LocalModelCatalog.ProblemOf(Folder(new ModelFolderProblem(kind, "unet/model.onnx", "It is wrong.")))?.Code);

    // a file that is named has more to say than that it is not what its name says
    [Fact]
    public void Explain_AGraphThatFailed_GivesTheEnginesReason()
    {
        var said = DiffusionErrors.GraphFailed("unet/model.onnx", "shapes do not match", new InvalidOperationException("in full"));
        var error = Faults.Explain(said, "toy", "");
        Assert.Equal(("generation.model-unusable", "engine.graph-failed", "in full"), (error?.Code, error?.Reason?.Code, error?.Details));

        var uncoded = Faults.Explain(new DiffusionException(DiffusionFault.ModelInvalid, "It is cut off.") { Where = "unet/model.onnx" }, "toy", "");
        Assert.Equal(ModelErrors.FileCorrupt("unet/model.onnx").Code, uncoded?.Reason?.Code);
    }

    private static ModelFolderProblem Coded(ModelFolderProblemKind kind, DiffusionException e) => new(kind, e.Where!, e.Message) { Code = e.Code, Arguments = e.Arguments };

    private static ModelFolder Folder(params ModelFolderProblem[] problems) => new() { Name = "toy", Path = "/models/toy", Title = "Toy", Problems = problems };
}
