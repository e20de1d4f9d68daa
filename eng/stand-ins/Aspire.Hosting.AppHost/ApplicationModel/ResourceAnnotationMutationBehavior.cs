namespace Aspire.Hosting.ApplicationModel;

/// <summary>What happens to an annotation of the same type when another one is added.</summary>
public enum ResourceAnnotationMutationBehavior
{
    Append,
    Replace,
}
